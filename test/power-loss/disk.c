/*
 * Preloaded into a host (LD_PRELOAD), writes down in one journal what it does to the files below a folder, in the order
 * in which it happens, and when it sends something to somebody. From that journal test/power-loss/image.ts makes the
 * disk as it could be found after the power failed at any moment. Nothing is really flushed: no test needs it.
 *
 * HANDSCHLAG_DISK_ROOT     the folder
 * HANDSCHLAG_DISK_JOURNAL  the journal, outside of it; appended to
 * HANDSCHLAG_DISK_FAULTS   a file of four 32-bit numbers: which fault, after how many calls that it concerns, how many
 *                          times, and how many there have been. Others write it while the host runs.
 *
 * A record is 40 bytes, little endian: magic, operation, error, lengths of two paths, inode, offset, length; then the
 * paths, then what was written.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum operation { CREATE = 1, WRITE, RESIZE, SYNC, SYNC_FOLDER, RENAME, REMOVE, MAKE_FOLDER, SEND, MAP };
enum fault { NONE, FULL, FULL_EVERYWHERE, BAD_WRITE, BAD_SYNC, SHORT_WRITE };

struct record {
  uint32_t magic, operation, error;
  uint16_t path, other;
  uint64_t inode, offset, length;
};

#define REAL(name) ((__typeof__(&name))real(#name))
#define FILES 65536
enum kind { UNKNOWN, OTHER, TRACKED, FOLDER, SOCKET };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int journal = -1;
static volatile uint32_t *faults;
/* What a number stands for, and of which file that was found: Node closes by the system call, which nobody here sees. */
static struct {
  enum kind kind;
  dev_t device;
  ino_t inode;
} known[FILES];
static int begun;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
  if (begun++) return;
  const char *folder = getenv("HANDSCHLAG_DISK_ROOT"), *to = getenv("HANDSCHLAG_DISK_JOURNAL");
  const char *control = getenv("HANDSCHLAG_DISK_FAULTS");
  if (!folder || !to || !realpath(folder, root)) return;
  root_length = strlen(root);
  journal = REAL(open)(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int file = control ? REAL(open)(control, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *shared = mmap(NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (shared != MAP_FAILED) faults = shared;
}

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  static ssize_t (*to_file)(int, const void *, size_t);
  if (!to_file) to_file = REAL(write);
  while (length > 0) {
    ssize_t done = to_file(journal, at, length);
    if (done <= 0) abort();
    at += done;
    length -= (size_t)done;
  }
}

static void note(enum operation operation, int error, const char *path, const char *other, uint64_t inode,
                 uint64_t offset, const void *bytes, uint64_t length) {
  if (journal < 0) return;
  struct record record = {0x4b534944, operation, (uint32_t)error, path ? strlen(path) : 0,
                          other ? strlen(other) : 0, inode, offset, length};
  put(&record, sizeof record);
  if (path) put(path, record.path);
  if (other) put(other, record.other);
  if (bytes) put(bytes, length);
}

/* The path of a name below the folder, whether or not there is such a file; 0 for any other. */
static int below(int folder, const char *name, char *path) {
  char parent[PATH_MAX], near[PATH_MAX];
  if (journal < 0 || !name || strlen(name) >= PATH_MAX - 64) return 0;
  if (name[0] != '/' && folder != AT_FDCWD) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, near, sizeof near - 1);
    if (length < 0) return 0;
    near[length] = 0;
    if (strlen(near) + strlen(name) + 2 > sizeof parent) return 0;
    strcat(strcpy(parent, near), "/");
    strcat(parent, name);
  } else
    strcpy(parent, name);
  size_t end = strlen(parent);
  while (end > 1 && parent[end - 1] == '/') parent[--end] = 0;
  char *slash = strrchr(parent, '/');
  char last[PATH_MAX];
  strcpy(last, slash ? slash + 1 : parent);
  if (slash == parent) strcpy(parent, "/");
  else if (slash) *slash = 0;
  else strcpy(parent, ".");
  if (!realpath(parent, path) || strlen(path) + strlen(last) + 2 > PATH_MAX) return 0;
  strcat(strcat(path, "/"), last);
  return strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

static void is_of(int file, enum kind kind, const struct stat *stat) {
  known[file].kind = kind;
  known[file].device = stat->st_dev;
  known[file].inode = stat->st_ino;
}

static enum kind kind_of(int file) {
  struct stat stat;
  if (file < 0 || file >= FILES || fstat(file, &stat) != 0) return OTHER;
  if (known[file].kind == UNKNOWN || known[file].device != stat.st_dev || known[file].inode != stat.st_ino)
    is_of(file, S_ISSOCK(stat.st_mode) ? SOCKET : OTHER, &stat);
  return known[file].kind;
}

static uint64_t inode_of(int file, uint64_t *size) {
  struct stat stat;
  if (fstat(file, &stat) != 0) return 0;
  if (size) *size = (uint64_t)stat.st_size;
  return stat.st_ino;
}

/* Whether this call is to fail. */
static int strikes(enum fault fault) {
  if (!faults || faults[0] != fault || faults[2] == 0) return 0;
  if (faults[1] > 0) return faults[1]--, 0;
  if (faults[2] != UINT32_MAX) faults[2]--;
  faults[3]++;
  return 1;
}

static int open_noting(int folder, const char *name, int flags, mode_t mode) {
  static int (*really)(int, const char *, int, ...);
  if (!begun) begin();
  if (!really) really = REAL(openat);
  char path[PATH_MAX];
  if (!below(folder, name, path)) {
    int file = really(folder, name, flags, mode);
    if (file >= 0 && file < FILES) known[file].kind = UNKNOWN;
    return file;
  }
  pthread_mutex_lock(&one_at_a_time);
  struct stat stat;
  int there = lstat(path, &stat) == 0;
  int file = really(folder, name, flags, mode), error = errno;
  if (file >= 0 && file < FILES && fstat(file, &stat) == 0) {
    is_of(file, S_ISDIR(stat.st_mode) ? FOLDER : TRACKED, &stat);
    if (!there) note(CREATE, 0, path, NULL, stat.st_ino, 0, NULL, 0);
    else if ((flags & O_TRUNC) && known[file].kind == TRACKED) note(RESIZE, 0, NULL, NULL, stat.st_ino, 0, NULL, 0);
  }
  pthread_mutex_unlock(&one_at_a_time);
  errno = error;
  return file;
}

#define MODE(flags, mode)                          \
  mode_t mode = 0;                                 \
  if ((flags) & (O_CREAT | O_TMPFILE)) {           \
    va_list rest;                                  \
    va_start(rest, flags);                         \
    mode = va_arg(rest, mode_t);                   \
    va_end(rest);                                  \
  }
int open(const char *name, int flags, ...) {
  MODE(flags, mode)
  return open_noting(AT_FDCWD, name, flags, mode);
}
int open64(const char *name, int flags, ...) {
  MODE(flags, mode)
  return open_noting(AT_FDCWD, name, flags | O_LARGEFILE, mode);
}
int openat(int folder, const char *name, int flags, ...) {
  MODE(flags, mode)
  return open_noting(folder, name, flags, mode);
}
int openat64(int folder, const char *name, int flags, ...) {
  MODE(flags, mode)
  return open_noting(folder, name, flags | O_LARGEFILE, mode);
}
int creat(const char *name, mode_t mode) {
  return open_noting(AT_FDCWD, name, O_WRONLY | O_CREAT | O_TRUNC, mode);
}
int creat64(const char *name, mode_t mode) { return creat(name, mode); }

int close(int file) {
  static int (*really)(int);
  if (!really) really = REAL(close);
  if (file >= 0 && file < FILES) known[file].kind = UNKNOWN;
  return really(file);
}

/* Writes at an offset, as much of it as the present fault lets through. */
static ssize_t write_at(int file, const void *bytes, size_t length, off_t offset) {
  static ssize_t (*really)(int, const void *, size_t, off_t);
  if (!really) really = REAL(pwrite64);
  uint64_t size = 0, inode = inode_of(file, &size);
  int grows = (uint64_t)offset + length > size;
  if ((grows && strikes(FULL)) || strikes(FULL_EVERYWHERE)) return errno = ENOSPC, -1;
  if (strikes(BAD_WRITE)) return errno = EIO, -1;
  if (length > 1 && strikes(SHORT_WRITE)) length /= 2;
  ssize_t done = really(file, bytes, length, offset);
  if (done > 0) note(WRITE, 0, NULL, NULL, inode, (uint64_t)offset, bytes, (uint64_t)done);
  return done;
}

static ssize_t write_on(int file, const struct iovec *parts, int count) {
  off_t at = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
  ssize_t all = 0;
  for (int part = 0; part < count; part++) {
    ssize_t done = write_at(file, parts[part].iov_base, parts[part].iov_len, at + all);
    if (done < 0 && all == 0) return -1;
    if (done > 0) all += done;
    if (done < (ssize_t)parts[part].iov_len) break;
  }
  lseek(file, at + all, SEEK_SET);
  return all;
}

/* Says that something is about to be sent to somebody, who may rely on it. */
static void note_send(void) {
  pthread_mutex_lock(&one_at_a_time);
  note(SEND, 0, NULL, NULL, 0, 0, NULL, 0);
  pthread_mutex_unlock(&one_at_a_time);
}

#define ALONE(type, call)                  \
  pthread_mutex_lock(&one_at_a_time);      \
  type result = call;                      \
  int error = errno;                       \
  pthread_mutex_unlock(&one_at_a_time);    \
  errno = error;                           \
  return result;

ssize_t write(int file, const void *bytes, size_t length) {
  static ssize_t (*really)(int, const void *, size_t);
  if (!really) really = REAL(write);
  if (kind_of(file) == SOCKET) note_send();
  if (kind_of(file) != TRACKED) return really(file, bytes, length);
  struct iovec part = {(void *)bytes, length};
  ALONE(ssize_t, write_on(file, &part, 1))
}
ssize_t writev(int file, const struct iovec *parts, int count) {
  static ssize_t (*really)(int, const struct iovec *, int);
  if (!really) really = REAL(writev);
  if (kind_of(file) == SOCKET) note_send();
  if (kind_of(file) != TRACKED) return really(file, parts, count);
  ALONE(ssize_t, write_on(file, parts, count))
}
ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
  static ssize_t (*really)(int, const struct msghdr *, int);
  if (!really) really = REAL(sendmsg);
  note_send();
  return really(file, message, flags);
}
ssize_t pwrite64(int file, const void *bytes, size_t length, off_t offset) {
  static ssize_t (*really)(int, const void *, size_t, off_t);
  if (!really) really = REAL(pwrite64);
  if (kind_of(file) != TRACKED) return really(file, bytes, length, offset);
  ALONE(ssize_t, write_at(file, bytes, length, offset))
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
  return pwrite64(file, bytes, length, offset);
}
ssize_t pwritev64(int file, const struct iovec *parts, int count, off_t offset) {
  if (kind_of(file) != TRACKED) return REAL(pwritev64)(file, parts, count, offset);
  ssize_t all = 0;
  for (int part = 0; part < count; part++) {
    ssize_t done = pwrite64(file, parts[part].iov_base, parts[part].iov_len, offset + all);
    if (done < 0 && all == 0) return -1;
    if (done > 0) all += done;
    if (done < (ssize_t)parts[part].iov_len) break;
  }
  return all;
}
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
  return pwritev64(file, parts, count, offset);
}

static int resized(int file, int result) {
  uint64_t size = 0, inode = inode_of(file, &size);
  if (result == 0) note(RESIZE, 0, NULL, NULL, inode, 0, NULL, size);
  return result;
}
static int resize(int file, off_t size) {
  uint64_t now = 0;
  inode_of(file, &now);
  if ((uint64_t)size > now && (strikes(FULL) || strikes(FULL_EVERYWHERE))) return errno = ENOSPC, -1;
  return resized(file, REAL(ftruncate64)(file, size));
}
int ftruncate64(int file, off_t size) {
  if (kind_of(file) != TRACKED) return REAL(ftruncate64)(file, size);
  ALONE(int, resize(file, size))
}
int ftruncate(int file, off_t size) { return ftruncate64(file, size); }
int truncate64(const char *name, off_t size) {
  int file = open64(name, O_WRONLY | O_CLOEXEC);
  if (file < 0) return -1;
  int result = ftruncate64(file, size), error = errno;
  close(file);
  errno = error;
  return result;
}
int truncate(const char *name, off_t size) { return truncate64(name, size); }
int fallocate64(int file, int mode, off_t offset, off_t length) {
  if (kind_of(file) != TRACKED) return REAL(fallocate64)(file, mode, offset, length);
  if (strikes(FULL) || strikes(FULL_EVERYWHERE)) return errno = ENOSPC, -1;
  ALONE(int, resized(file, REAL(fallocate64)(file, mode, offset, length)))
}
int fallocate(int file, int mode, off_t offset, off_t length) { return fallocate64(file, mode, offset, length); }
int posix_fallocate64(int file, off_t offset, off_t length) {
  return fallocate64(file, 0, offset, length) == 0 ? 0 : errno;
}
int posix_fallocate(int file, off_t offset, off_t length) { return posix_fallocate64(file, offset, length); }

static int sync_noting(int file) {
  uint64_t inode = inode_of(file, NULL);
  if (known[file].kind == FOLDER) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length > 0) path[length] = 0, note(SYNC_FOLDER, 0, path, NULL, inode, 0, NULL, 0);
    return 0;
  }
  if (strikes(BAD_SYNC)) {
    note(SYNC, EIO, NULL, NULL, inode, 0, NULL, 0);
    return errno = EIO, -1;
  }
  note(SYNC, 0, NULL, NULL, inode, 0, NULL, 0);
  return 0;
}
int fsync(int file) {
  if (kind_of(file) != TRACKED && kind_of(file) != FOLDER) return REAL(fsync)(file);
  ALONE(int, sync_noting(file))
}
int fdatasync(int file) { return fsync(file); }

/* Names: what happened is noted by the paths as they were before. */
#define NAMED(operation, folder, name, call)                                  \
  char path[PATH_MAX];                                                        \
  if (!below(folder, name, path)) return call;                                \
  pthread_mutex_lock(&one_at_a_time);                                         \
  int result = call, error = errno;                                           \
  if (result == 0) note(operation, 0, path, NULL, 0, 0, NULL, 0);             \
  pthread_mutex_unlock(&one_at_a_time);                                       \
  errno = error;                                                              \
  return result;
int unlinkat(int folder, const char *name, int flags) {
  NAMED(REMOVE, folder, name, REAL(unlinkat)(folder, name, flags))
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) {
  struct stat stat;
  return lstat(name, &stat) == 0 && S_ISDIR(stat.st_mode) ? rmdir(name) : unlink(name);
}
int mkdirat(int folder, const char *name, mode_t mode) {
  NAMED(MAKE_FOLDER, folder, name, REAL(mkdirat)(folder, name, mode))
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  char path[PATH_MAX], other[PATH_MAX];
  int inside = below(from_folder, from, path) + below(to_folder, to, other);
  if (inside == 0) return REAL(renameat2)(from_folder, from, to_folder, to, flags);
  /* A file that comes from outside has a past that nobody wrote down. */
  if (inside == 1 || flags != 0) return errno = EXDEV, -1;
  pthread_mutex_lock(&one_at_a_time);
  int result = REAL(renameat2)(from_folder, from, to_folder, to, flags), error = errno;
  if (result == 0) note(RENAME, 0, path, other, 0, 0, NULL, 0);
  pthread_mutex_unlock(&one_at_a_time);
  errno = error;
  return result;
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  return renameat2(from_folder, from, to_folder, to, 0);
}
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  char path[PATH_MAX];
  if (below(to_folder, to, path)) return errno = EPERM, -1;
  return REAL(linkat)(from_folder, from, to_folder, to, flags);
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

/* What goes by no write: refused where there is another way, else noted so that the test can say it saw nothing. */
ssize_t copy_file_range(int from, off_t *from_at, int to, off_t *to_at, size_t length, unsigned flags) {
  if (kind_of(to) == TRACKED) return errno = EXDEV, -1;
  return REAL(copy_file_range)(from, from_at, to, to_at, length, flags);
}
ssize_t sendfile64(int to, int from, off_t *at, size_t length) {
  if (kind_of(to) == TRACKED) return errno = EINVAL, -1;
  return REAL(sendfile64)(to, from, at, length);
}
ssize_t sendfile(int to, int from, off_t *at, size_t length) { return sendfile64(to, from, at, length); }
void *mmap64(void *at, size_t length, int protection, int flags, int file, off_t offset) {
  static void *(*really)(void *, size_t, int, int, int, off_t);
  if (!really) really = REAL(mmap64);
  void *mapped = really(at, length, protection, flags, file, offset);
  if (mapped != MAP_FAILED && (flags & MAP_SHARED) && (protection & PROT_WRITE) && file >= 0 &&
      kind_of(file) == TRACKED) {
    pthread_mutex_lock(&one_at_a_time);
    note(MAP, 0, NULL, NULL, inode_of(file, NULL), 0, NULL, 0);
    pthread_mutex_unlock(&one_at_a_time);
  }
  return mapped;
}
