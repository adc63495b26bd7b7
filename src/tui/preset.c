/* The files of data/ that the program carries. */

#include "tui/preset.h"

#include <string.h>

#include "tui/presets.inc"

static const struct {
	const char *name;
	const unsigned char *text;
	size_t len;
} presets[] = {
#define PRESET(name) { "keys/" #name, preset_##name, sizeof(preset_##name) },
	PRESET(newsboat) PRESET(mutt) PRESET(less) PRESET(emacs)
#undef PRESET
};

#define PRESETS (sizeof(presets) / sizeof(presets[0]))

const char *preset_name(size_t i)
{
	return i < PRESETS ? presets[i].name : NULL;
}

bool preset_find(const char *name, const char **ret_text, size_t *ret_len)
{
	for (size_t i = 0; i < PRESETS; i++) {
		if (strcmp(presets[i].name, name) != 0)
			continue;
		*ret_text = (const char *)presets[i].text;
		*ret_len = presets[i].len;
		return true;
	}
	return false;
}

const char *preset_default(size_t *ret_len)
{
	*ret_len = sizeof(preset_default_rc);
	return (const char *)preset_default_rc;
}
