#define PY_SSIZE_T_CLEAN
#include "jsengine/kernel/bigint_limbs.h"

#include <Python.h>

#include <bit>

namespace whipsnake {

namespace {

using Wide = unsigned __int128;

void trim(Limbs* limbs) {
  while (!limbs->empty() && limbs->back() == 0) limbs->pop_back();
}

// By less than 64 bits; the result has one limb more.
Limbs shifted_left(const Limbs& limbs, int bits) {
  Limbs result(limbs.size() + 1);
  for (size_t i = 0; i < limbs.size(); i++) {
    Wide wide = Wide(limbs[i]) << bits;
    result[i] |= uint64_t(wide);
    result[i + 1] = uint64_t(wide >> 64);
  }
  return result;
}

void shift_right(Limbs* limbs, int bits) {
  for (size_t i = 0; i < limbs->size(); i++) {
    Wide wide = i + 1 < limbs->size() ? Wide((*limbs)[i + 1]) << 64 : 0;
    (*limbs)[i] = uint64_t((wide | (*limbs)[i]) >> bits);
  }
}

// rest[0 ... n] -= divisor * factor; whether it became negative.
bool subtract_product(uint64_t* rest, const Limbs& divisor, uint64_t factor) {
  Wide carry = 0;
  uint64_t borrow = 0;
  for (size_t i = 0; i < divisor.size(); i++) {
    carry += Wide(divisor[i]) * factor;
    Wide difference = Wide(rest[i]) - uint64_t(carry) - borrow;
    rest[i] = uint64_t(difference);
    borrow = uint64_t(difference >> 64) & 1;
    carry >>= 64;
  }
  Wide difference = Wide(rest[divisor.size()]) - uint64_t(carry) - borrow;
  rest[divisor.size()] = uint64_t(difference);
  return (uint64_t(difference >> 64) & 1) != 0;
}

void add_back(uint64_t* rest, const Limbs& divisor) {
  Wide carry = 0;
  for (size_t i = 0; i < divisor.size(); i++) {
    carry += Wide(rest[i]) + divisor[i];
    rest[i] = uint64_t(carry);
    carry >>= 64;
  }
  rest[divisor.size()] += uint64_t(carry);
}

// The quotient's next limb from the first three of the rest and two of the divisor: right, or one too many.
uint64_t estimate(const uint64_t* rest, const Limbs& divisor) {
  size_t n = divisor.size();
  Wide first = Wide(rest[n]) << 64 | rest[n - 1];
  Wide quotient = rest[n] >= divisor[n - 1] ? UINT64_MAX : first / divisor[n - 1];
  Wide over = first - quotient * divisor[n - 1];
  while ((over >> 64) == 0 && quotient * divisor[n - 2] > (over << 64 | rest[n - 2])) {
    quotient--;
    over += divisor[n - 1];
  }
  return uint64_t(quotient);
}

}  // namespace

Status limbs_of(Agent* agent, BigInt* b, Limbs* limbs) {
  auto* integer = static_cast<PyObject*>(b->integer);
  limbs->resize(_PyLong_NumBits(integer) / 64 + 1);
  PyObject* absolute = PyNumber_Absolute(integer);
  if (absolute == nullptr) return fail_in_python(agent);
  _PyLong_AsByteArray(reinterpret_cast<PyLongObject*>(absolute),
                      reinterpret_cast<unsigned char*>(limbs->data()), limbs->size() * 8, 1, 0);
  Py_DECREF(absolute);
  trim(limbs);
  return Status::kOk;
}

BigInt* bigint_from_limbs(Agent* agent, const Limbs& limbs, bool negative) {
  PyObject* integer =
      _PyLong_FromByteArray(reinterpret_cast<const unsigned char*>(limbs.data()), limbs.size() * 8, 1, 0);
  if (integer != nullptr && negative) {
    PyObject* negated = PyNumber_Negative(integer);
    Py_DECREF(integer);
    integer = negated;
  }
  return bigint_from_python(agent, integer);
}

// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D.
Status divide_limbs(Agent* agent, const Limbs& dividend, const Limbs& divisor, Division* result) {
  if (dividend.size() < divisor.size()) {
    result->remainder = dividend;
    return Status::kOk;
  }
  int bits = std::countl_zero(divisor.back());
  Limbs rest = shifted_left(dividend, bits), by = shifted_left(divisor, bits);
  by.pop_back();
  size_t count = dividend.size() - divisor.size() + 1;
  result->quotient.resize(count);
  for (size_t i = count; i-- > 0;) {
    TRY(poll(agent));
    uint64_t digit = estimate(&rest[i], by);
    if (subtract_product(&rest[i], by, digit)) {
      digit--;
      add_back(&rest[i], by);
    }
    result->quotient[i] = digit;
  }
  shift_right(&rest, bits);
  trim(&rest);
  trim(&result->quotient);
  result->remainder = std::move(rest);
  return Status::kOk;
}

}  // namespace whipsnake
