#pragma once

#include <span>

namespace aurora::gui {

/// How a key of a configuration is edited.
enum class FieldKind
{
    Text,
    File,
    Folder,
    Number,    ///< comma or point; what is no number stays as it was typed, and is refused
    Choice,    ///< one of `choices`, parted by `|`; the first may be empty for "not said"
    TextList,  ///< texts parted by `;`
    TimeList,  ///< times of day parted by `;`, or the word never
    TimeZone
};

/// Where a key means something: by what another key of the same form says.
struct Meant
{
    enum class Where
    {
        Always,
        Is,
        IsNot
    };

    Where where = Where::Always;
    const char* key = "";
    const char* value = "";
};

/// One row of a form: a key, and what to say about it.
struct FieldInfo
{
    const char* key;
    const char* label;
    FieldKind kind;
    const char* hint;          ///< what stands in an empty field: its default, or an example
    const char* choices = "";  ///< of FieldKind::Choice
    Meant meant{};
};

// The keys of storage.md, as the forms of the preferences show them.
[[nodiscard]] std::span<const FieldInfo> userFields();
[[nodiscard]] std::span<const FieldInfo> projectFields();
[[nodiscard]] std::span<const FieldInfo> flagFields();
[[nodiscard]] std::span<const FieldInfo> daemonFields();
[[nodiscard]] std::span<const FieldInfo> serverFields();
[[nodiscard]] std::span<const FieldInfo> eclabFields();
[[nodiscard]] std::span<const FieldInfo> newareFields();

}  // namespace aurora::gui
