#include "jsengine/kernel/portable/constants.h"

#include "jsengine/kernel/bigint.h"
#include "jsengine/kernel/property_key.h"
#include "jsengine/kernel/source.h"

namespace whipsnake {
namespace {

bool read_text(ByteReader* in, bool two_byte, std::string_view* text) {
  uint64_t count = in->number<uint32_t>();
  uint64_t bytes = two_byte ? count * 2 : count;
  const char* from = in->raw(bytes);
  if (from == nullptr || count > String::kMaxLength) return false;
  *text = {from, size_t(bytes)};
  return true;
}

bool read_name(ByteReader* in, PortableConstant* constant) {
  auto tag = in->number<ConstantTag>();
  if (tag != ConstantTag::kLatin1 && tag != ConstantTag::kUtf16) return false;
  constant->flag = tag == ConstantTag::kUtf16;
  return read_text(in, constant->flag, &constant->text);
}

String* string_of(Agent* agent, std::string_view text, bool two_byte) {
  if (!two_byte)
    return new_latin1_string(agent, reinterpret_cast<const uint8_t*>(text.data()), uint32_t(text.size()));
  std::u16string units(text.size() / 2, u'\0');
  memcpy(units.data(), text.data(), text.size());
  return new_utf16_string(agent, units.data(), uint32_t(units.size()));
}

// Names are compared by pointer: every string constant is interned unless it is an array index.
Value string_value(Agent* agent, const PortableConstant& constant) {
  String* string = TRY(string_of(agent, constant.text, constant.tag == ConstantTag::kUtf16));
  PropertyKey key = key_from_string(agent, string);
  return key.is_string() ? Value(key.as_string()) : Value(string);
}

Value function_value(Agent* agent, Source* source, const PortableConstant& constant) {
  auto row = uint32_t(constant.number);
  if (row >= source->aux) return Abrupt{};
  FunctionInfo* info = TRY(function_info(agent, source, row));
  if (constant.tag == ConstantTag::kNamedFunction) {
    String* name = TRY(string_of(agent, constant.text, constant.flag));
    store(agent, info, &info->name, Value(name));
  }
  return Value::cell(info);
}

}  // namespace

bool read_constant(ByteReader* in, PortableConstant* constant) {
  constant->tag = in->number<ConstantTag>();
  switch (constant->tag) {
    case ConstantTag::kUndefined:
    case ConstantTag::kFalse:
    case ConstantTag::kTrue:
      break;
    case ConstantTag::kInt32:
      constant->number = in->number<int32_t>();
      break;
    case ConstantTag::kNumber:
      constant->number = in->number<double>();
      break;
    case ConstantTag::kLatin1:
    case ConstantTag::kUtf16:
      return read_text(in, constant->tag == ConstantTag::kUtf16, &constant->text);
    case ConstantTag::kFunction:
      constant->number = in->number<uint32_t>();
      break;
    case ConstantTag::kNamedFunction:
      constant->number = in->number<uint32_t>();
      return read_name(in, constant) && in->ok();
    case ConstantTag::kBigInt:
      constant->flag = in->number<uint8_t>() != 0;
      return read_text(in, false, &constant->text) && !constant->text.empty() &&
             constant->text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    case ConstantTag::kSymbol:
      constant->number = in->number<uint8_t>();
      return in->ok() && constant->number < double(WellKnownSymbol::kCount);
    case ConstantTag::kList:
      constant->count = in->number<uint32_t>();
      break;
    default:
      return false;
  }
  return in->ok();
}

// Of a constant that is no list.
static Value simple_value(Agent* agent, Source* source, const PortableConstant& constant) {
  switch (constant.tag) {
    case ConstantTag::kUndefined:
      return Value::undefined();
    case ConstantTag::kFalse:
    case ConstantTag::kTrue:
      return Value::boolean(constant.tag == ConstantTag::kTrue);
    case ConstantTag::kInt32:
    case ConstantTag::kNumber:
      return Value::normalised(constant.number);
    case ConstantTag::kLatin1:
    case ConstantTag::kUtf16:
      return string_value(agent, constant);
    case ConstantTag::kFunction:
    case ConstantTag::kNamedFunction:
      return function_value(agent, source, constant);
    case ConstantTag::kBigInt: {
      String* digits = TRY(string_of(agent, constant.text, false));
      return Value(TRY(bigint_from_digits(agent, digits, 0, digits->length(), 16, constant.flag)));
    }
    case ConstantTag::kSymbol:
      return agent->well_known_symbols[size_t(constant.number)];
    case ConstantTag::kList:
      break;
  }
  return Abrupt{};
}

Value constant_from_bytes(Agent* agent, Source* source, ByteReader* in) {
  PortableConstant constant;
  if (!read_constant(in, &constant)) return Abrupt{};
  if (constant.tag != ConstantTag::kList) return simple_value(agent, source, constant);
  Array* list = TRY(new_array(agent, agent->realm));
  for (uint32_t i = constant.count; i > 0; i--) {
    if (!read_constant(in, &constant)) return Abrupt{};
    TRY(array_push(agent, list, TRY(simple_value(agent, source, constant))));
  }
  return Value(list);
}

// -- Writing

static bool write_string(Agent* agent, String* text, ByteWriter* out) {
  text = flatten(agent, text);
  if (text == nullptr) return false;
  out->number(text->is_two_byte() ? ConstantTag::kUtf16 : ConstantTag::kLatin1);
  out->number(text->length());
  if (text->is_two_byte())
    out->raw(text->utf16_chars(), text->length() * sizeof(char16_t));
  else
    out->raw(text->latin1_chars(), text->length());
  return true;
}

static bool write_function(Agent* agent, FunctionInfo* info, ByteWriter* out) {
  bool named = info->name.is_string();
  out->number(named ? ConstantTag::kNamedFunction : ConstantTag::kFunction);
  out->number(info->index);
  return !named || write_string(agent, info->name.as_string(), out);
}

static bool write_bigint(Agent* agent, BigInt* number, ByteWriter* out) {
  String* text = bigint_to_string(agent, number, 16);
  if (text == nullptr) return false;
  std::string digits = utf8_of(agent, text);
  bool negative = digits[0] == '-';
  out->number(ConstantTag::kBigInt);
  out->number(uint8_t(negative));
  out->number(uint32_t(digits.size() - negative));
  out->raw(digits.data() + negative, digits.size() - negative);
  return true;
}

static bool write_symbol(Agent* agent, Value symbol, ByteWriter* out) {
  for (uint8_t i = 0; i < uint8_t(WellKnownSymbol::kCount); i++) {
    if (!(agent->well_known_symbols[i] == symbol)) continue;
    out->number(ConstantTag::kSymbol);
    out->number(i);
    return true;
  }
  return false;
}

static bool write_list(Agent* agent, Array* list, ByteWriter* out) {
  out->number(ConstantTag::kList);
  out->number(list->length());
  for (uint32_t i = 0; i < list->length(); i++)
    if (!write_constant(agent, static_cast<Slots*>(list->elements)->values[i], out)) return false;
  return true;
}

bool write_constant(Agent* agent, Value value, ByteWriter* out) {
  if (value.is_undefined() || value.is_boolean()) {
    out->number(value.is_undefined() ? ConstantTag::kUndefined
                : value.is_true()    ? ConstantTag::kTrue
                                     : ConstantTag::kFalse);
    return true;
  }
  if (value.is_int32()) {
    out->number(ConstantTag::kInt32);
    out->number(value.as_int32());
    return true;
  }
  if (value.is_double()) {
    out->number(ConstantTag::kNumber);
    out->number(value.as_number());
    return true;
  }
  if (value.is_string()) return write_string(agent, value.as_string(), out);
  if (value.has_tag(Tag::kBigInt)) return write_bigint(agent, value.as_bigint(), out);
  if (value.has_tag(Tag::kSymbol)) return write_symbol(agent, value, out);
  if (value.has_tag(Tag::kCell)) return write_function(agent, value.as<FunctionInfo>(), out);
  if (value.is_object() && value.as_object()->kind == CellKind::kArray)
    return write_list(agent, static_cast<Array*>(value.as_object()), out);
  return false;
}

}  // namespace whipsnake
