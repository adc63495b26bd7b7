#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

/* Finding programs. */

/* The absolute path of a program: the name itself when it has a slash and can
 * be run, else the first file of that name that can be run in the folders of
 * `path` (apart by colons; NULL has none; folders that are not absolute do not
 * count). Fresh, the caller frees it; NULL when there is none. */
char *program_find(const char *name, const char *path);

#endif
