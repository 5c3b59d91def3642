"""Engines: the exact totals of raw records, worked out where the records lie.

    with source.opened(asked, tell) as engine:
        folder.check(engine.con, as_of)           # always in DuckDB: one set of rules
        exact = engine.exact(as_of)               # in the engine itself
        rollup.tie_out(engine.con, exact)         # what it added up is what was checked

A source is a folder of the raw tables as Parquet files, or one of

    duckdb:records.duckdb                         a DuckDB file
    postgresql://user@host:5432/database          PostgreSQL; tables are found by its search_path
    spark:/folder, spark:catalog.schema           Apache Spark, in a session here (or the one that is open)
    spark:sc://host:15002#catalog.schema          the same in a Spark Connect server; a folder as the server sees it

In each lie the tables of `raw.TABLES`, under those names and with those columns. The totals are asked for in DuckDB's
SQL (`rollup`), which `translated` writes in the engine's; each answers with whole numbers, which are put in order in
one place, so that the same records give the same bytes.

The checks run in DuckDB. What does not lie there is brought to it in batches, into compressed memory and never onto a
disk, typed and in the order of its columns: row 17 of a fault is the 17th of `SELECT … ORDER BY 1, 2, …`. Columns that
are not of the raw tables are not brought, only named. PostgreSQL reads in one transaction, so that what was checked is
what is added up; for Spark, `tie_out` finds what was changed in between."""
