@echo off
chcp 65001 >nul
set /p YUEBAO_VERSION=<"%~dp0program\current.txt"
"%~dp0program\%YUEBAO_VERSION%\python\python.exe" -I -X utf8 -m yuebao %*
