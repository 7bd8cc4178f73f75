"""Processes beside this one: several at many files, one at what libraries in C parse."""
