"""How much of a list is taken at once."""

ROWS = 20_000
COLUMNS = 40
CELL = 2_000  # characters
LARGEST = 8 * 2**20  # bytes of a file
UNPACKED = 80 * 2**20  # bytes of a packed file when unpacked
PARTS = 500  # files within a packed one
BATCH = 500  # rows that the worker deals with in one transaction
A_DAY = 2_000  # letters of lists that go out in a day
