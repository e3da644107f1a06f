"""Political acts: the cue words of PLOVER types, who does what to whom, and which acts are news."""
