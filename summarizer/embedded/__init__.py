"""The model on this machine: a catalogue of files, their download, and the engine that runs them."""
