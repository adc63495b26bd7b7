# Adds each flag of $2 that the compiler takes to the variable $1.
AC_DEFUN([ARXDAY_TRY_CFLAGS], [
  for arxday_flag in m4_normalize([$2]); do
    arxday_saved=$CFLAGS
    CFLAGS="$CFLAGS -Werror $arxday_flag"
    AC_MSG_CHECKING([whether $CC takes $arxday_flag])
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([[extern int arxday_probe;]], [])],
      [AC_MSG_RESULT([yes]); $1="$$1 $arxday_flag"],
      [AC_MSG_RESULT([no])])
    CFLAGS=$arxday_saved
  done
])

# The same for the linker.
AC_DEFUN([ARXDAY_TRY_LDFLAGS], [
  for arxday_flag in m4_normalize([$2]); do
    arxday_saved=$LDFLAGS
    LDFLAGS="$LDFLAGS $arxday_flag"
    AC_MSG_CHECKING([whether the linker takes $arxday_flag])
    AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
      [AC_MSG_RESULT([yes]); $1="$$1 $arxday_flag"],
      [AC_MSG_RESULT([no])])
    LDFLAGS=$arxday_saved
  done
])

AC_DEFUN([ARXDAY_THREADS], [
  THREAD_CFLAGS=-pthread
  AC_SUBST([THREAD_CFLAGS])
])

# Warnings for all code. They are probed one by one, so that each compiler
# gives what it has.
AC_DEFUN([ARXDAY_COMPILER_FLAGS], [
  AC_ARG_ENABLE([werror],
    [AS_HELP_STRING([--enable-werror], [warnings end the build])],
    [], [enable_werror=no])
  WARN_CFLAGS=
  ARXDAY_TRY_CFLAGS([WARN_CFLAGS], [-Wall -Wextra -Wpedantic -Wshadow
    -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition
    -Wmissing-declarations -Wredundant-decls -Wnested-externs
    -Wpointer-arith -Wcast-qual -Wcast-align=strict -Wwrite-strings
    -Wformat=2 -Wformat-signedness -Wformat-overflow=2 -Wformat-truncation
    -Wundef -Wvla -Walloca -Wswitch-enum -Wimplicit-fallthrough=5
    -Wconversion -Wsign-conversion -Wdouble-promotion -Wnull-dereference
    -Wduplicated-cond -Wduplicated-branches -Wlogical-op
    -Wjump-misses-init -Wdate-time -Wstack-usage=16384
    -Wframe-larger-than=16384 -Warray-bounds=2 -Wstringop-overflow=4
    -Wbidi-chars=any -Wcomma -Wthread-safety -Wassign-enum])
  AS_IF([test "$enable_werror" = yes], [WARN_CFLAGS="$WARN_CFLAGS -Werror"])
  AC_SUBST([WARN_CFLAGS])
  CC="$CC -std=c11"
])

# --enable-sanitizers[=LIST], --enable-fuzzing, --enable-coverage: builds that
# watch the code while it runs. They set INSTRUMENT_CFLAGS and the shell
# variable arxday_instrumented.
AC_DEFUN([ARXDAY_INSTRUMENTATION], [
  AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers@<:@=LIST@:>@],
      [build with sanitizers (default list: address,undefined)])],
    [], [enable_sanitizers=no])
  AC_ARG_ENABLE([fuzzing],
    [AS_HELP_STRING([--enable-fuzzing],
      [build the fuzz targets (needs clang; implies sanitizers)])],
    [], [enable_fuzzing=no])
  AC_ARG_ENABLE([coverage],
    [AS_HELP_STRING([--enable-coverage], [build for gcov])],
    [], [enable_coverage=no])
  AS_IF([test "$enable_sanitizers" = yes],
    [enable_sanitizers=address,undefined])
  INSTRUMENT_CFLAGS= FUZZ_LDFLAGS=
  AS_IF([test "$enable_fuzzing" != no], [
    AS_IF([test "$enable_sanitizers" = no],
      [enable_sanitizers=address,undefined])
    INSTRUMENT_CFLAGS=-fsanitize=fuzzer-no-link
    FUZZ_LDFLAGS=-fsanitize=fuzzer
  ])
  arxday_instrumented=no
  AS_IF([test "$enable_sanitizers" != no], [
    arxday_instrumented=yes
    INSTRUMENT_CFLAGS="$INSTRUMENT_CFLAGS -fsanitize=$enable_sanitizers"
    INSTRUMENT_CFLAGS="$INSTRUMENT_CFLAGS -fno-sanitize-recover=all"
    INSTRUMENT_CFLAGS="$INSTRUMENT_CFLAGS -fno-omit-frame-pointer"
    AC_DEFINE([ARXDAY_SANITIZED], [1],
      [Built with sanitizers, which need address space and system calls])
  ])
  AS_IF([test "$enable_coverage" != no], [
    arxday_instrumented=yes
    INSTRUMENT_CFLAGS="$INSTRUMENT_CFLAGS --coverage -O0"
  ])
  AC_SUBST([INSTRUMENT_CFLAGS])
  AC_SUBST([FUZZ_LDFLAGS])
  AM_CONDITIONAL([FUZZING], [test "$enable_fuzzing" != no])
  AM_CONDITIONAL([INSTRUMENTED], [test "$arxday_instrumented" = yes])
])

# Hardening, but for instrumented builds: both want the same hooks.
AC_DEFUN([ARXDAY_HARDENING], [
  HARDEN_CFLAGS= HARDEN_CPPFLAGS= HARDEN_LDFLAGS=
  AS_IF([test "$arxday_instrumented" = no], [
    ARXDAY_TRY_CFLAGS([HARDEN_CFLAGS], [-fstack-protector-strong
      -fstack-clash-protection -fcf-protection=full -fno-common
      -fno-strict-aliasing -fstrict-flex-arrays=3
      -ftrivial-auto-var-init=zero -fPIE])
    AS_CASE([$CFLAGS], [*-O0*], [],
      [HARDEN_CPPFLAGS="-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3"])
    ARXDAY_TRY_LDFLAGS([HARDEN_LDFLAGS], [-pie -Wl,-z,relro -Wl,-z,now
      -Wl,-z,noexecstack -Wl,-z,separate-code -Wl,--as-needed])
  ])
  AC_SUBST([HARDEN_CFLAGS])
  AC_SUBST([HARDEN_CPPFLAGS])
  AC_SUBST([HARDEN_LDFLAGS])
])
