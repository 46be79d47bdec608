// Boxed<T>: an optional value on the heap that copies like a value; keeps rare fields out of large structs.
#pragma once

#include <memory>
#include <utility>

namespace kura {

/// Empty or one T. Copying copies the T; equality compares the Ts (two empty boxes are equal).
/// Unlike std::optional it costs one pointer when empty and works for a T that is still incomplete.
template <class T>
class Boxed {
 public:
  Boxed() = default;
  Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Boxed(const Boxed& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(const Boxed& other) {
    value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }
  Boxed& operator=(Boxed&&) noexcept = default;
  ~Boxed() = default;

  explicit operator bool() const { return value_ != nullptr; }
  [[nodiscard]] bool has_value() const { return value_ != nullptr; }
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }
  void reset() { value_.reset(); }

  friend bool operator==(const Boxed& left, const Boxed& right) {
    if (!left.value_ || !right.value_) return !left.value_ && !right.value_;
    return *left.value_ == *right.value_;
  }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace kura
