"""Called by alembic, with the connection that ``marsad.ledger`` gave it, within that connection's transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
