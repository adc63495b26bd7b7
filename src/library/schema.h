#ifndef LIBRARY_SCHEMA_H
#define LIBRARY_SCHEMA_H

#include "base/error.h"
#include "library/db.h"

/* The schema: data/schema/NNNN-name.sql, compiled in. The number of the last
 * migration that a file has seen is its user_version. */

/* "AXDY": how a file says that it is a library of arxday. */
#define SCHEMA_APPLICATION_ID 0x41584459

/* The number of migrations that this program knows. */
int schema_version(void);

/* Reads the version of an open file, 0 when the file is empty. STATUS_DB when
 * it is some other program's, STATUS_SCHEMA_NEWER when it is of a newer arxday
 * than this one. */
enum status schema_identify(struct library *library, int *ret_version,
			    struct error *err) MUST_CHECK;

/* Brings the file up to schema_version(), each step in a transaction of its
 * own with the number; safe when others do the same at the same time. */
enum status schema_migrate(struct library *library,
			   struct error *err) MUST_CHECK;

/* Compares the schema in the file with the one that the migrations make:
 * STATUS_DB when there is anything else, such as a trigger or a view. */
enum status schema_check(struct library *library, struct error *err) MUST_CHECK;

#endif
