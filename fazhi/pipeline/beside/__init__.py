"""Reports set beside one another without a build: two files, a draft and a folder of tables."""
