// A growing array of plain values: malloc'd, so that running out of memory is an answer and not an abort.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <type_traits>
#include <utility>

namespace whipsnake::syntax {

template <typename T>
class GrowingArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  GrowingArray() = default;
  GrowingArray(const GrowingArray&) = delete;
  GrowingArray& operator=(const GrowingArray&) = delete;
  GrowingArray(GrowingArray&& other) noexcept { swap(other); }
  GrowingArray& operator=(GrowingArray&& other) noexcept {
    swap(other);
    return *this;
  }
  ~GrowingArray() { std::free(items_); }

  T* data() { return items_; }
  const T* data() const { return items_; }
  uint32_t size() const { return size_; }
  uint32_t capacity() const { return capacity_; }
  size_t bytes() const { return size_t{capacity_} * sizeof(T); }
  T& operator[](uint32_t index) { return items_[index]; }
  const T& operator[](uint32_t index) const { return items_[index]; }
  T* begin() { return items_; }
  T* end() { return items_ + size_; }

  [[nodiscard]] bool reserve(uint32_t wanted) {
    if (wanted <= capacity_) return true;
    uint64_t capacity = uint64_t{capacity_} + capacity_ / 2 + 16;
    if (capacity < wanted) capacity = wanted;
    if (capacity > UINT32_MAX || capacity > SIZE_MAX / sizeof(T)) return false;
    void* grown = std::realloc(static_cast<void*>(items_), static_cast<size_t>(capacity) * sizeof(T));
    if (grown == nullptr) return false;
    items_ = static_cast<T*>(grown);
    capacity_ = static_cast<uint32_t>(capacity);
    return true;
  }

  [[nodiscard]] bool push(const T& item) {
    if (size_ == capacity_ && !reserve(size_ + 1)) return false;
    items_[size_++] = item;
    return true;
  }

  // New items are not initialised.
  [[nodiscard]] bool resize(uint32_t size) {
    if (!reserve(size)) return false;
    size_ = size;
    return true;
  }

  void clear() { size_ = 0; }

  // Gives back what was reserved and is not used.
  void shrink() {
    if (size_ == capacity_ || size_ == 0) return;
    void* smaller = std::realloc(static_cast<void*>(items_), size_ * sizeof(T));
    if (smaller == nullptr) return;
    items_ = static_cast<T*>(smaller);
    capacity_ = size_;
  }

  void swap(GrowingArray& other) noexcept {
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

 private:
  T* items_ = nullptr;
  uint32_t size_ = 0;
  uint32_t capacity_ = 0;
};

}  // namespace whipsnake::syntax
