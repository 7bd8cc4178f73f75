"""What a page shows beside the texts of its elements: words of style sheets, values of fields."""
