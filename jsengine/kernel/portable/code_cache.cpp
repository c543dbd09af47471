#include "jsengine/kernel/portable/code_cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "jsengine/kernel/marker.h"
#include "jsengine/kernel/portable/bytes.h"
#include "jsengine/kernel/source_view.h"

namespace whipsnake {
namespace {

constexpr size_t kLargestText = 16 << 20;
constexpr size_t kLargestFile = 256 << 20;

struct Descriptor {
  int number;
  explicit Descriptor(int n) : number(n) {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
};

// Whether nobody but this user (or root) can have put something there.
bool is_own(int descriptor, mode_t type) {
  struct stat status;
  if (::fstat(descriptor, &status) != 0 || (status.st_mode & S_IFMT) != type) return false;
  return status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool read_file(const std::string& path, std::string* bytes) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat status;
  if (file.number < 0 || !is_own(file.number, S_IFREG) || ::fstat(file.number, &status) != 0) return false;
  if (size_t(status.st_size) > kLargestFile) return false;
  bytes->resize(size_t(status.st_size));
  for (size_t at = 0; at < bytes->size();) {
    ssize_t count = ::read(file.number, bytes->data() + at, bytes->size() - at);
    if (count <= 0) return false;
    at += size_t(count);
  }
  return true;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes.remove_prefix(size_t(count));
  }
  return true;
}

// The folder with those above it, for this user alone.
bool make_folder(const std::string& folder) {
  for (size_t slash = folder.find('/', 1); slash != std::string::npos; slash = folder.find('/', slash + 1))
    ::mkdir(folder.substr(0, slash).c_str(), 0700);
  ::mkdir(folder.c_str(), 0700);
  Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.number >= 0 && is_own(opened.number, S_IFDIR);
}

}  // namespace

CodeCache::CodeCache(Agent* agent, std::string folder, uint64_t size_limit)
    : Roots(agent->heap), agent_(agent), folder_(std::move(folder)), size_limit_(size_limit) {}

void CodeCache::visit(Marker& m) {
  for (Entry& entry : entries_) m.cell(entry.source);
}

std::string CodeCache::path_of(const Entry& entry) const {
  std::string_view text = text_of(entry.source->parsed);
  char name[48];
  snprintf(name, sizeof name, "/%016lx%016lx.wsc", (unsigned long)hash_bytes(text, uint64_t(entry.kind)),
           (unsigned long)hash_bytes(text, kBytecodeVersion));
  return folder_ + name;
}

void CodeCache::found(Source* source, PortableKind kind) {
  if (source->parsed->length > kLargestText) return;
  Entry entry = {source, kind};
  entries_.push_back(entry);
  attach(entry);
}

void CodeCache::attach(const Entry& entry) {
  std::string bytes, complaint;
  if (!read_file(path_of(entry), &bytes)) return;
  CodeFile* file = CodeFile::open(std::move(bytes), &complaint);
  if (file == nullptr) return;
  if (file->kind() == entry.kind && file->text() == text_of(entry.source->parsed))
    attach_code(agent_, entry.source, file);
  else
    delete file;
}

bool CodeCache::write(const Entry& entry) {
  std::string bytes = write_code_file(agent_, entry.source, entry.kind);
  if (bytes.empty() || bytes.size() > std::min<uint64_t>(kLargestFile, size_limit_)) return false;
  std::string path = path_of(entry);
  std::string partial = path + "." + std::to_string(::getpid());
  Descriptor file(::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (file.number < 0) return false;
  if (write_all(file.number, bytes) && ::rename(partial.c_str(), path.c_str()) == 0) return true;
  ::unlink(partial.c_str());
  return false;
}

void CodeCache::save() {
  auto is_fresh = [](const Entry& entry) { return (entry.source->flags & kFreshCode) != 0; };
  if (std::none_of(entries_.begin(), entries_.end(), is_fresh) || !make_folder(folder_)) return;
  for (const Entry& entry : entries_) {
    if (!is_fresh(entry)) continue;
    write(entry);
    entry.source->flags &= uint8_t(~kFreshCode);
  }
  make_room();
}

// Files that have not been written for longest go until the rest fits. What is being written by other
// processes has another ending, and goes when it is an hour old.
void CodeCache::make_room() const {
  struct File {
    std::string path;
    int64_t time;
    uint64_t size;
  };
  std::vector<File> files;
  uint64_t total = 0;
  DIR* directory = ::opendir(folder_.c_str());
  if (directory == nullptr) return;
  while (dirent* entry = ::readdir(directory)) {
    std::string path = folder_ + "/" + entry->d_name;
    struct stat status;
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    bool left_over = path.find(".wsc.") != std::string::npos;
    if (left_over && status.st_mtime + 3600 < ::time(nullptr)) ::unlink(path.c_str());
    if (!path.ends_with(".wsc")) continue;
    files.push_back({path, int64_t(status.st_mtime), uint64_t(status.st_size)});
    total += uint64_t(status.st_size);
  }
  ::closedir(directory);
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.time < b.time; });
  for (const File& file : files) {
    if (total <= size_limit_) break;
    ::unlink(file.path.c_str());
    total -= file.size;
  }
}

}  // namespace whipsnake
