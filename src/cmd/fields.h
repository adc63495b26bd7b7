#ifndef CMD_FIELDS_H
#define CMD_FIELDS_H

#include "base/str.h"

/* Text for people, wrapped for a terminal of 80 columns. */

/* Appends a text, each line but the first after `indent` blanks, and a line
 * feed; nothing when it is "". */
void fields_wrap(const char *text, int indent, struct str *out);

/* Appends "Label:      value" when there is a value. */
void fields_add(const char *label, const char *value, struct str *out);

/* The same for a text of several lines, which are wrapped one by one; its tabs
 * go to every eighth column. */
void fields_add_lines(const char *label, const char *text, struct str *out);

/* The same for a text whose TeX accents people want to see as letters. */
void fields_add_tex(const char *label, const char *value, struct str *out);

#endif
