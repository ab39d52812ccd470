"""What a document shows of a project, part by part: frozen data, masked, in plain words."""
