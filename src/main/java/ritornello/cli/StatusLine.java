package ritornello.cli;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import ritornello.play.PlaybackStatus;

/** What a playback is at, in a line. */
final class StatusLine {
  private StatusLine() {}

  /**
   * As {@code ▶ 12:3 0:24/1:50 96 qpm (80%) +2 semitones loop 5-8 mute 2,3}.
   *
   * @param charset of the terminal
   * @param width what is longer is cut off
   */
  static String of(PlaybackStatus status, Charset charset, int width) {
    String sign = status.paused() ? "❚❚" : "▶";
    if (!charset.newEncoder().canEncode(sign)) {
      sign = status.paused() ? "||" : "> ";
    }
    StringBuilder line = new StringBuilder(String.format("%-2s ", sign));
    line.append(status.bar() + 1).append(':').append(status.beat() + 1);
    line.append("  ").append(minutes(status.micros())).append('/');
    line.append(minutes(status.lengthMicros()));
    line.append(String.format(Locale.ROOT, "  %.0f qpm", status.qpm()));
    if (status.factor() != 1) {
      line.append(String.format(Locale.ROOT, " (%.0f%%)", 100 * status.factor()));
    }
    if (status.transposition() != 0) {
      line.append(String.format("  %+d semitones", status.transposition()));
    }
    status
        .loop()
        .ifPresent(
            loop -> line.append(String.format("  loop %d-%d", loop.from() + 1, loop.to() + 1)));
    append(line, "mute", status.muted());
    append(line, "solo", status.solo());
    line.append("  ? help");
    return line.substring(0, Math.max(0, Math.min(width, line.length())));
  }

  private static String minutes(long micros) {
    long seconds = micros / 1_000_000;
    return String.format("%d:%02d", seconds / 60, seconds % 60);
  }

  private static void append(StringBuilder line, String word, Set<Integer> tracks) {
    if (!tracks.isEmpty()) {
      String numbers =
          tracks.stream()
              .sorted()
              .map(track -> Integer.toString(track + 1))
              .collect(Collectors.joining(","));
      line.append("  ").append(word).append(' ').append(numbers);
    }
  }
}
