"""The grid and the refresh: figures of many guides as a sheet, and a sheet of new figures back into many specs."""
