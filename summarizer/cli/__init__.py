"""The command line: parse, call the public function, render, map errors to exit codes. One file a command."""
