// Bytecode of scripts kept between processes: a folder of portable files, each named by a hash of its text.
//
// A file is used only if the whole text in it is the same, and only where nobody but the user can have
// written it: then it is trusted, as Python trusts its own cache. Writing is atomic.
#pragma once

#include <string>
#include <vector>

#include "jsengine/kernel/heap.h"
#include "jsengine/kernel/portable/portable.h"

namespace whipsnake {

class CodeCache final : public Roots {
 public:
  // `folder` is made if it is missing. `size_limit`: bytes of all files, the oldest go first.
  CodeCache(Agent*, std::string folder, uint64_t size_limit);
  void visit(Marker&) override;

  // Attaches what is known of the source's text, and keeps the source in mind for save().
  void found(Source*, PortableKind);
  // Writes files for sources of which functions were compiled since they were found.
  void save();

 private:
  struct Entry {
    Source* source;
    PortableKind kind;
  };
  std::string path_of(const Entry&) const;
  void attach(const Entry&);
  bool write(const Entry&);
  void make_room() const;

  Agent* agent_;
  std::string folder_;
  uint64_t size_limit_;
  std::vector<Entry> entries_;
};

}  // namespace whipsnake
