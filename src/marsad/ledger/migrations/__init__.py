"""How the tables of a ledger came to be as they are, step by step; each step stays as it is for ever."""
