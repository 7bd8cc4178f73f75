"""From the machine's figures and a checked sample of them to an estimate with an interval."""
