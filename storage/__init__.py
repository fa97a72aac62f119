"""Tables, repositories, unit of work, migrations, files, encryption: the only room with SQLAlchemy."""
