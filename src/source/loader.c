/* Two loads change places. The mutex guards what both sides look at; the load
 * that is being stored belongs to the thread while `busy` is set. */
#include "source/loader.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "source/stock.h"

/* When a load is full: after so many entries or bytes of the file. */
#define MOST_ITEMS 5000
#define MOST_BYTES ((uint64_t)8 * 1024 * 1024)

struct item {
	struct paper paper; /* owned; without a key it could not be kept */
	uint64_t offset;
};

struct load {
	struct item *items;
	size_t count, room;
	uint64_t first; /* bytes of the file in front of it */
};

struct loader {
	struct stock *stock;
	struct load filling;
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t change; /* of what follows */
	struct load storing;
	bool busy;             /* the thread has a load */
	bool ending;           /* it shall end */
	struct intake figures; /* as far as it came */
	enum status status;    /* why nothing more is stored */
	struct error error;
};

static void clear_load(struct load *load)
{
	for (size_t i = 0; i < load->count; i++)
		paper_clear(&load->items[i].paper);
	load->count = 0;
}

static enum status store(struct stock *stock, const struct load *load,
			 struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < load->count; i++) {
		const struct item *item = &load->items[i];

		if (item->paper.id.key != 0)
			status = stock_take(stock, &item->paper, item->offset,
					    err);
		else
			stock_skip(stock, item->offset);
	}
	return status == STATUS_OK ? stock_commit(stock, err) : status;
}

/* Stores one load; the mutex is held before and afterwards. */
static void store_load(struct loader *loader)
{
	struct error err = { .status = STATUS_OK };
	enum status status;

	(void)pthread_mutex_unlock(&loader->mutex);
	status = store(loader->stock, &loader->storing, &err);
	clear_load(&loader->storing);
	(void)pthread_mutex_lock(&loader->mutex);
	loader->figures = *stock_figures(loader->stock);
	loader->busy = false;
	loader->status = status;
	loader->error = err;
	(void)pthread_cond_broadcast(&loader->change);
}

static void *work(void *context)
{
	struct loader *loader = context;

	(void)pthread_mutex_lock(&loader->mutex);
	for (;;) {
		while (!loader->busy && !loader->ending)
			(void)pthread_cond_wait(&loader->change,
						&loader->mutex);
		if (!loader->busy)
			break;
		store_load(loader);
	}
	(void)pthread_mutex_unlock(&loader->mutex);
	return NULL;
}

/* The thread gets no signals: they are for who started it. */
static int start_thread(struct loader *loader)
{
	sigset_t all;
	sigset_t old;
	int number;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_BLOCK, &all, &old);
	number = pthread_create(&loader->thread, NULL, work, loader);
	(void)pthread_sigmask(SIG_SETMASK, &old, NULL);
	return number;
}

static void free_all(struct loader *loader)
{
	clear_load(&loader->filling);
	clear_load(&loader->storing);
	free(loader->filling.items);
	free(loader->storing.items);
	stock_free(loader->stock);
	(void)pthread_cond_destroy(&loader->change);
	(void)pthread_mutex_destroy(&loader->mutex);
	free(loader);
}

enum status loader_new(const struct source_context *context, const char *file,
		       struct loader **ret, struct error *err)
{
	struct loader *loader = mem_zalloc(1, sizeof(*loader));
	int number;

	loader->stock = stock_new(context, file);
	(void)pthread_mutex_init(&loader->mutex, NULL);
	(void)pthread_cond_init(&loader->change, NULL);
	number = start_thread(loader);
	if (number != 0) {
		free_all(loader);
		return error_set(err, STATUS_SYSTEM, number,
				 "cannot start a thread: %s", strerror(number));
	}
	*ret = loader;
	return STATUS_OK;
}

void loader_free(struct loader *loader)
{
	if (loader == NULL)
		return;
	(void)pthread_mutex_lock(&loader->mutex);
	loader->ending = true;
	(void)pthread_cond_broadcast(&loader->change);
	(void)pthread_mutex_unlock(&loader->mutex);
	(void)pthread_join(loader->thread, NULL);
	free_all(loader);
}

enum status loader_resume(struct loader *loader, struct error *err)
{
	enum status status = stock_resume(loader->stock, err);

	if (status != STATUS_OK)
		return status;
	loader->figures = *stock_figures(loader->stock);
	loader->filling.first = (uint64_t)loader->figures.offset;
	return STATUS_OK;
}

/* Waits for the load that is being stored; the mutex is held. */
static enum status wait_for_thread(struct loader *loader, struct error *err)
{
	while (loader->busy)
		(void)pthread_cond_wait(&loader->change, &loader->mutex);
	if (loader->status != STATUS_OK && err != NULL)
		*err = loader->error;
	return loader->status;
}

/* Gives what was filled to the thread, which is free. */
static void hand_over(struct loader *loader)
{
	struct load empty = loader->storing;
	size_t count = loader->filling.count;

	if (count == 0)
		return;
	empty.first = loader->filling.items[count - 1].offset;
	loader->storing = loader->filling;
	loader->filling = empty;
	loader->busy = true;
	(void)pthread_cond_broadcast(&loader->change);
}

static enum status pass_on(struct loader *loader, struct error *err)
{
	enum status status;

	(void)pthread_mutex_lock(&loader->mutex);
	status = wait_for_thread(loader, err);
	if (status == STATUS_OK)
		hand_over(loader);
	(void)pthread_mutex_unlock(&loader->mutex);
	return status;
}

static enum status add(struct loader *loader, const struct paper *paper,
		       uint64_t offset, struct error *err)
{
	struct load *load = &loader->filling;
	struct item *item;

	load->items = mem_grow(load->items, &load->room, load->count + 1,
			       sizeof(*load->items));
	item = &load->items[load->count++];
	*item = (struct item){ .paper = PAPER_INIT, .offset = offset };
	if (paper != NULL)
		paper_copy(paper, &item->paper);
	if (load->count < MOST_ITEMS && offset - load->first < MOST_BYTES)
		return STATUS_OK;
	return pass_on(loader, err);
}

enum status loader_take(struct loader *loader, const struct paper *paper,
			uint64_t offset, struct error *err)
{
	return add(loader, paper, offset, err);
}

enum status loader_skip(struct loader *loader, uint64_t offset,
			struct error *err)
{
	return add(loader, NULL, offset, err);
}

enum status loader_rest(struct loader *loader, struct error *err)
{
	return pass_on(loader, err);
}

enum status loader_settle(struct loader *loader, struct error *err)
{
	enum status status = pass_on(loader, err);

	(void)pthread_mutex_lock(&loader->mutex);
	if (status == STATUS_OK)
		status = wait_for_thread(loader, err);
	(void)pthread_mutex_unlock(&loader->mutex);
	return status;
}

enum status loader_finish(struct loader *loader, struct error *err)
{
	enum status status = loader_settle(loader, err);

	return status == STATUS_OK ? stock_finish(loader->stock, err) : status;
}

struct intake loader_figures(struct loader *loader)
{
	struct intake figures;

	(void)pthread_mutex_lock(&loader->mutex);
	figures = loader->figures;
	(void)pthread_mutex_unlock(&loader->mutex);
	return figures;
}
