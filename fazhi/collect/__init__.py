"""Collecting: from a list of addresses to a folder of reports, politely, with proof.

The one room that speaks to the network, and only when told to. It needs the optional part
`fazhi[collect]`: `needs.require` says so where it is missing.
"""
