#include "jsengine/machine/gdb_interface.h"

#include <elf.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <unordered_map>

// gdb knows these by name.
extern "C" {
struct jit_code_entry {
  jit_code_entry *next_entry, *prev_entry;
  const char* symfile_addr;
  uint64_t symfile_size;
};
struct jit_descriptor {
  uint32_t version, action_flag;
  jit_code_entry *relevant_entry, *first_entry;
};
enum { kNoAction, kRegister, kUnregister };
#define KEPT __attribute__((visibility("default"), used))
KEPT jit_descriptor __jit_debug_descriptor = {1, kNoAction, nullptr, nullptr};
KEPT __attribute__((noinline)) void __jit_debug_register_code() { asm volatile("" ::: "memory"); }
}

namespace whipsnake {

namespace {

// An object file with nothing but a symbol: what it says of is in memory already.
struct SymbolFile {
  enum Section { kNone, kText, kSymbols, kStrings, kSectionCount };
  static constexpr char kNames[] = "\0.text\0.symtab\0.strtab\0";
  static constexpr uint32_t kFirstName = sizeof kNames - 1, kLongestName = 120;

  Elf64_Ehdr header;
  Elf64_Shdr sections[kSectionCount];
  Elf64_Sym symbols[2];
  char strings[kFirstName + kLongestName];
  jit_code_entry entry;

  SymbolFile(const void* start, size_t size, const std::string& name) {
    memset(static_cast<void*>(this), 0, sizeof *this);
    memcpy(strings, kNames, sizeof kNames);
    name.copy(strings + kFirstName, kLongestName - 1);
    memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_ident[EI_DATA] = ELFDATA2LSB;
    header.e_ident[EI_VERSION] = EV_CURRENT;
    header.e_type = ET_REL;
    header.e_machine = EM_X86_64;
    header.e_version = EV_CURRENT;
    header.e_ehsize = sizeof header;
    header.e_shoff = offsetof(SymbolFile, sections);
    header.e_shentsize = sizeof sections[0];
    header.e_shnum = kSectionCount;
    header.e_shstrndx = kStrings;
    fill_sections(uintptr_t(start), size);
    symbols[1].st_name = kFirstName;
    symbols[1].st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC);
    symbols[1].st_shndx = kText;
    symbols[1].st_size = size;
    entry.symfile_addr = reinterpret_cast<const char*>(this);
    entry.symfile_size = offsetof(SymbolFile, entry);
  }

 private:
  void fill_sections(uintptr_t start, size_t size) {
    auto fill = [this](Section section, uint32_t name, uint32_t type, size_t offset, size_t bytes) {
      sections[section].sh_name = name;
      sections[section].sh_type = type;
      sections[section].sh_offset = offset;
      sections[section].sh_size = bytes;
      sections[section].sh_addralign = 1;
    };
    fill(kText, 1, SHT_NOBITS, 0, size);
    sections[kText].sh_flags = SHF_ALLOC | SHF_EXECINSTR;
    sections[kText].sh_addr = start;
    fill(kSymbols, 7, SHT_SYMTAB, offsetof(SymbolFile, symbols), sizeof symbols);
    sections[kSymbols].sh_link = kStrings;
    sections[kSymbols].sh_info = 1;  // the first global one
    sections[kSymbols].sh_entsize = sizeof symbols[0];
    sections[kSymbols].sh_addralign = 8;
    fill(kStrings, 15, SHT_STRTAB, offsetof(SymbolFile, strings), sizeof strings);
  }
};

std::unordered_map<const void*, std::unique_ptr<SymbolFile>>& registered() {
  static auto* const files = new std::unordered_map<const void*, std::unique_ptr<SymbolFile>>;
  return *files;
}

void tell(uint32_t action, jit_code_entry* entry) {
  __jit_debug_descriptor.action_flag = action;
  __jit_debug_descriptor.relevant_entry = entry;
  __jit_debug_register_code();
}

}  // namespace

void register_with_gdb(const void* start, size_t size, const std::string& name) {
  unregister_with_gdb(start);
  auto file = std::make_unique<SymbolFile>(start, size, name);
  jit_code_entry* entry = &file->entry;
  entry->next_entry = __jit_debug_descriptor.first_entry;
  if (entry->next_entry != nullptr) entry->next_entry->prev_entry = entry;
  __jit_debug_descriptor.first_entry = entry;
  registered()[start] = std::move(file);
  tell(kRegister, entry);
}

void unregister_with_gdb(const void* start) {
  auto found = registered().find(start);
  if (found == registered().end()) return;
  jit_code_entry* entry = &found->second->entry;
  if (entry->next_entry != nullptr) entry->next_entry->prev_entry = entry->prev_entry;
  (entry->prev_entry != nullptr ? entry->prev_entry->next_entry : __jit_debug_descriptor.first_entry) =
      entry->next_entry;
  tell(kUnregister, entry);
  registered().erase(found);
}

}  // namespace whipsnake
