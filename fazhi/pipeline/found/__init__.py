"""What lies in a folder of reports: files, web archives, proof of collecting; and their jobs."""
