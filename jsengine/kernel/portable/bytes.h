// Numbers and texts as bytes, and back from bytes that nobody has vouched for. Little-endian.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace whipsnake {

static_assert(std::endian::native == std::endian::little, "portable bytecode is copied as it stands");

class ByteWriter {
 public:
  template <typename T>
  void number(T value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void raw(const void* bytes, size_t count) { out_.append(static_cast<const char*>(bytes), count); }
  void align() { out_.append(-out_.size() & 7, '\0'); }
  size_t size() const { return out_.size(); }
  template <typename T>
  void put_at(size_t offset, T value) {
    memcpy(out_.data() + offset, &value, sizeof value);
  }
  std::string& bytes() { return out_; }

 private:
  std::string out_;
};

// Reading beyond the end gives zeros and makes `ok` false for good.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
  template <typename T>
  T number() {
    T value = {};
    if (const char* from = raw(sizeof value)) memcpy(&value, from, sizeof value);
    return value;
  }
  // The next bytes, nullptr when there are not so many.
  const char* raw(uint64_t count) {
    if (count > bytes_.size() - at_) {
      ok_ = false;
      at_ = bytes_.size();
      return nullptr;
    }
    const char* from = bytes_.data() + at_;
    at_ += count;
    return from;
  }
  void align() { raw(-at_ & 7); }
  size_t left() const { return bytes_.size() - at_; }
  bool ok() const { return ok_; }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

// Of texts and checksums; no adversary is kept out by it.
inline uint64_t hash_bytes(std::string_view bytes, uint64_t seed = 0) {
  constexpr uint64_t kFirst = 0x9E3779B97F4A7C15u, kSecond = 0xC2B2AE3D27D4EB4Fu;
  uint64_t hash = seed ^ bytes.size() * kFirst;
  auto mix = [&](uint64_t word) { hash = std::rotl(hash ^ word * kFirst, 29) * kSecond; };
  size_t i = 0;
  for (uint64_t word; i + 8 <= bytes.size(); i += 8) {
    memcpy(&word, bytes.data() + i, 8);
    mix(word);
  }
  uint64_t rest = 0;
  memcpy(&rest, bytes.data() + i, bytes.size() - i);
  mix(rest);
  return (hash ^ hash >> 32) * kFirst;
}

}  // namespace whipsnake
