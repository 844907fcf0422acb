"""The pure floor: values in, values and diagnostics out. Nothing here opens, prints, or reads the clock."""
