@echo off
rem Runs Ritornello on Windows, after building it where needed: the twin of the script `ritornello`,
rem which says what is where in target\launcher. In place of times, it compares the sources with a
rem copy of those that were built, which xcopy does at once.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
set "here=%here:~0,-1%"
set "launcher=%here%\target\launcher"

if not defined JAVA_HOME goto java_from_path
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto java_found
>&2 echo ritornello: there is no bin\java.exe in JAVA_HOME, which is "%JAVA_HOME%"; correct or unset it
exit /b 1
:java_from_path
set "java="
for %%j in (java.exe) do set "java=%%~$PATH:j"
if defined java goto java_found
>&2 echo ritornello: no JDK is found, 17 or later is needed; install one with: winget install EclipseAdoptium.Temurin.17.JDK
exit /b 1
:java_found

if not exist "%launcher%\current" goto build
set /p name=<"%launcher%\current"
set "app=%launcher%\%name%"
if not exist "%app%\ritornello.jar" goto build
set "newer=0"
for /f "tokens=1" %%n in ('xcopy /L /D /S /Y "%here%\src\main" "%launcher%\sources\main\" 2^>nul') do set "newer=%%n"
if not "%newer%"=="0" goto build
for /f "tokens=1" %%n in ('xcopy /L /D /Y "%here%\pom.xml" "%launcher%\sources\" 2^>nul') do set "newer=%%n"
if not "%newer%"=="0" goto build

:run
"%java%" -Xshare:auto "-XX:SharedArchiveFile=%app%\ritornello.jsa" -Xlog:disable -Xlog:all=error:stderr %RITORNELLO_JAVA_OPTS% -jar "%app%\ritornello.jar" %*
exit /b %errorlevel%

:build
if not exist "%launcher%\lib" md "%launcher%\lib"
"%java%" -XshowSettings:properties -version >"%launcher%\java.txt" 2>&1
set "version="
for /f "tokens=3" %%v in ('findstr /c:"java.specification.version" "%launcher%\java.txt"') do set "version=%%v"
if not defined version set "version=0"
if %version% LSS 17 (
  >&2 echo ritornello: "%java%" is Java %version%, 17 or later is needed; install one with: winget install EclipseAdoptium.Temurin.17.JDK
  exit /b 1
)
where mvn >nul 2>nul
if errorlevel 1 (
  >&2 echo ritornello: Maven is not found, it is needed to build the program; install it from https://maven.apache.org/install.html
  exit /b 1
)

>&2 echo ritornello: building; the first time, Maven downloads about 140 MB for it
rd /s /q "%launcher%\sources" 2>nul
md "%launcher%\sources"
xcopy /S /I /Y /Q "%here%\src\main" "%launcher%\sources\main" >nul
xcopy /Y /Q "%here%\pom.xml" "%launcher%\sources\" >nul
set "work=build.%RANDOM%%RANDOM%"
pushd "%here%"
call mvn -q -B -ntp -Dquick "-Dbuild.folder=target/launcher/%work%" package >"%launcher%\build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" goto build_failed
for %%f in ("%launcher%\%work%\lib\*") do if not exist "%launcher%\lib\%%~nxf" move /y "%%f" "%launcher%\lib\" >nul
set "name=app.%RANDOM%%RANDOM%"
set "app=%launcher%\%name%"
md "%app%"
move /y "%launcher%\%work%\ritornello.jar" "%app%\" >nul
if errorlevel 1 goto build_failed
>"%launcher%\current.new" echo %name%
move /y "%launcher%\current.new" "%launcher%\current" >nul
rd /s /q "%launcher%\%work%"
rem Those that a program still runs from stay until the next build.
for /d %%d in ("%launcher%\app.*") do if /i not "%%~nxd"=="%name%" rd /s /q "%%d" 2>nul
rem Without -Xint, JDK 17 also archives that a method waits to be compiled, and it waits for ever.
"%java%" -Xint "-XX:ArchiveClassesAtExit=%app%\new.jsa" -Xlog:disable -jar "%app%\ritornello.jar" generate --no-play --bars 1 --output "%app%\recorded.mid" >nul 2>&1
if not errorlevel 1 move /y "%app%\new.jsa" "%app%\ritornello.jsa" >nul 2>nul
goto run

:build_failed
rd /s /q "%launcher%\sources" 2>nul
rd /s /q "%launcher%\%work%" 2>nul
>&2 echo ritornello: the build failed; all that Maven said is in "%launcher%\build.log"
exit /b 1
