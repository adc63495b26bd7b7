#ifndef TUI_SCREEN_PLAIN_H
#define TUI_SCREEN_PLAIN_H

#include <stdint.h>

/* ASCII for a character that the terminal or the user does not want, always
 * one column wide: letters lose their accents and forms, Greek letters become
 * those of Beta Code (a b g d e z h q i k l m n c o p r s t u f x y w), signs
 * become the closest ones. '?' when there is nothing. */
char plain_char(uint32_t code);

#endif
