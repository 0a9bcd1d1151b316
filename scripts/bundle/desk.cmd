@echo off
call "%~dp0yuebao.cmd" desk --root "%~dp0archive"
if errorlevel 1 pause
