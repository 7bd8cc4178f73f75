"""What lies in a folder of reports beside plain files: web archives, proof of collecting."""
