"""The verbs of the command line, one thin module each: options in, an exit code out."""
