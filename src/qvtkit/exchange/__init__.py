"""What goes out as data in formats that other software reads. Pure: text or bytes in, text or bytes out."""
