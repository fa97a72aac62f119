"""Tables, repositories, unit of work (the only commit), migrations, files, encryption. The only room with SQLAlchemy."""
