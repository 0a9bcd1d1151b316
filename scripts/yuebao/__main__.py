"""`python -m yuebao`."""

from yuebao.cli.app import main

main()
