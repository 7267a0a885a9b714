@rem Starts telaio on Windows: telaio.ps1 beside this file does the work.
@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0telaio.ps1" %*
@exit /b %ERRORLEVEL%
