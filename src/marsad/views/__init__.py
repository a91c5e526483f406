"""The outer room: what people see of the records. The only room that prints."""
