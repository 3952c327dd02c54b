#pragma once

#include "aurora/protocols/edited_protocol.h"

#include <string>
#include <vector>

namespace aurora::protocols {

/// A protocol with all that it was before, for undo and redo.
class EditHistory
{
public:
    explicit EditHistory(EditedProtocol protocol = newProtocol());

    [[nodiscard]] const EditedProtocol& now() const { return m_states[m_now]; }

    /// The protocol after an edit. What was undone before is forgotten; an edit that changes nothing is none.
    /// @param merge  edits one after the other with the same text are one, like the letters typed into one field;
    /// empty:
    ///               never
    void edit(EditedProtocol next, const std::string& merge = {});

    /// What is typed next is an edit of its own.
    void endMerge() { m_merge.clear(); }

    [[nodiscard]] bool canUndo() const noexcept { return m_now > 0; }

    [[nodiscard]] bool canRedo() const noexcept { return m_now + 1 < m_states.size(); }

    void undo();
    void redo();

    /// This stands in the file; it may have been edited on while it was written.
    void markSaved(EditedProtocol written);
    [[nodiscard]] bool isSaved() const;

private:
    std::vector<EditedProtocol> m_states;
    std::size_t m_now = 0;
    EditedProtocol m_saved;
    std::string m_merge;
};

}  // namespace aurora::protocols
