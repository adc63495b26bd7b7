/* UTF-8 by the table of well-formed byte sequences (Unicode 3.9, D92): a lead
 * byte fixes how many bytes follow and the range of the first of them, which
 * is where overlong forms, surrogates and too large values are kept out. */
#include "base/utf8.h"

/* What a lead byte promises. */
struct lead {
	unsigned more;     /* bytes that follow; 0 = no lead byte */
	unsigned char low; /* range of the first of them */
	unsigned char high;
	unsigned char bits; /* mask of the lead byte's own bits */
};

static struct lead utf8_lead(unsigned char byte)
{
	if (byte < 0xC2 || byte > 0xF4)
		return (struct lead){ 0 };
	if (byte < 0xE0)
		return (struct lead){ 1, 0x80, 0xBF, 0x1F };
	if (byte == 0xE0)
		return (struct lead){ 2, 0xA0, 0xBF, 0x0F };
	if (byte == 0xED)
		return (struct lead){ 2, 0x80, 0x9F, 0x0F };
	if (byte < 0xF0)
		return (struct lead){ 2, 0x80, 0xBF, 0x0F };
	if (byte == 0xF0)
		return (struct lead){ 3, 0x90, 0xBF, 0x07 };
	if (byte == 0xF4)
		return (struct lead){ 3, 0x80, 0x8F, 0x07 };
	return (struct lead){ 3, 0x80, 0xBF, 0x07 };
}

/* utf8_decode that also says whether the bytes were well-formed. */
static bool utf8_step(const char *bytes, size_t len, size_t *ret_taken,
		      uint32_t *ret_code)
{
	unsigned char byte = (unsigned char)bytes[0];
	struct lead lead = utf8_lead(byte);
	uint32_t code = (uint32_t)(byte & lead.bits);
	size_t i;

	*ret_taken = 1;
	*ret_code = byte < 0x80 ? byte : UTF8_REPLACEMENT;
	if (lead.more == 0)
		return byte < 0x80;
	for (i = 1; i <= lead.more; i++) {
		if (i >= len)
			return false;
		byte = (unsigned char)bytes[i];
		if (byte < lead.low || byte > lead.high)
			return false;
		lead.low = 0x80;
		lead.high = 0xBF;
		code = code << 6 | (byte & 0x3Fu);
		*ret_taken = i + 1;
	}
	*ret_code = code;
	return true;
}

size_t utf8_decode(const char *bytes, size_t len, uint32_t *ret_code)
{
	size_t taken;

	(void)utf8_step(bytes, len, &taken, ret_code);
	return taken;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = UTF8_REPLACEMENT;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

size_t utf8_count(const char *bytes, size_t len)
{
	size_t count = 0;
	uint32_t code;

	for (size_t at = 0; at < len; count++)
		at += utf8_decode(bytes + at, len - at, &code);
	return count;
}

bool utf8_valid(const char *bytes, size_t len)
{
	size_t taken;
	uint32_t code;
	size_t at;

	for (at = 0; at < len; at += taken) {
		if (!utf8_step(bytes + at, len - at, &taken, &code))
			return false;
	}
	return true;
}
