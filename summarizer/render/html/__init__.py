"""A brief as one self-contained HTML page, and an index of many: they load nothing and read without JavaScript."""
