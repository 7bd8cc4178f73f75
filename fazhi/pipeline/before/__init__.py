"""What a build of before leaves to the next one, made with another codebook."""
