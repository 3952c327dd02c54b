#pragma once

#include "aurora/core/progress.h"
#include "formats/zip_stream.h"

#include <cstddef>
#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace aurora::formats::xlsx {

/// What came of looking at a piece of XML.
enum class Scan
{
    NeedsMore,  ///< all whole items were read; more text must follow
    Finished,   ///< the last item was read
    Stopped,    ///< who receives the items wants no more
    Unusual,    ///< something stands here that only a complete XML parser reads
};

/// Reads the usual form of an XML part: a head, then items of one kind, written as Excel, BTS and libxlsxwriter write
/// them. It accepts less than XML does; what it accepts it reads as XML says.
class UsualForm
{
public:
    virtual ~UsualForm() = default;

    /// Looks for the end of the head. Finished: used is its length; NeedsMore: used is 0.
    /// @param text  a zero byte stands behind it
    [[nodiscard]] virtual Scan scanHead(std::string_view text, std::size_t& used) = 0;
    /// Reads items; used is where the last whole one ends.
    [[nodiscard]] virtual Scan scanItems(std::string_view text, std::size_t& used) = 0;
};

using Attributes = std::span<const std::pair<std::string_view, std::string_view>>;

/// Reads any form: events of a complete XML parser. Names come without their namespace prefix.
class XmlEvents
{
public:
    virtual ~XmlEvents() = default;
    virtual void begin(std::string_view name, Attributes attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;

    [[nodiscard]] virtual bool stopped() const { return false; }
};

/// Reads a part in its usual form as far as that goes, and the rest of it through expat: at the first item in another
/// form the parser gets the head and then that item and all behind it.
///
/// @param part  named in errors
/// @throws FormatError without the file's name when it is no XML, naming the byte; Cancelled
void readPart(ReadAhead& source, std::string_view part, UsualForm& usual, XmlEvents& events, Progress& progress);

/// Whether the head of a part is UTF-8 without document type, comments and processing instructions.
[[nodiscard]] bool isUsualHead(std::string_view head);

/// Appends text in which `&amp;` and its like stand for characters.
/// @return false at an entity that XML itself does not know, and at line ends that XML would change
[[nodiscard]] bool appendUnescaped(std::string& to, std::string_view xml);

}  // namespace aurora::formats::xlsx
