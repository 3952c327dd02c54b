#include "formats/xlsx/xml_part.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <vector>

namespace aurora::formats::xlsx {

namespace {

std::string_view withoutPrefix(std::string_view name)
{
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Feeds expat and hands its events on; exceptions do not pass through the C library.
class Parser
{
public:
    Parser(std::string_view part, XmlEvents& events)
        : m_part(part), m_events(events), m_parser(XML_ParserCreate(nullptr))
    {
        XML_SetUserData(m_parser.get(), this);
        XML_SetElementHandler(m_parser.get(), &Parser::onBegin, &Parser::onEnd);
        XML_SetCharacterDataHandler(m_parser.get(), &Parser::onText);
    }

    /// @param skipped  bytes of the part that the parser does not get before this piece
    /// @return false when the receiver wants no more
    bool feed(std::string_view text, std::uint64_t skipped, bool last = false)
    {
        constexpr std::size_t piece = std::size_t{1} << 20;
        do {
            const std::string_view now = text.substr(0, piece);
            text.remove_prefix(now.size());
            const XML_Status status =
                XML_Parse(m_parser.get(), now.data(), static_cast<int>(now.size()), last && text.empty() ? 1 : 0);
            if (m_error) {
                std::rethrow_exception(m_error);
            }
            if (m_events.stopped()) {
                return false;
            }
            if (status != XML_STATUS_OK) {
                fail(skipped);
            }
        } while (!text.empty());
        return true;
    }

private:
    static constexpr int largestDepth = 64;

    struct Free
    {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };

    [[noreturn]] void fail(std::uint64_t skipped) const
    {
        const XML_Index at = XML_GetCurrentByteIndex(m_parser.get());
        throw FormatError("The archive's member " + std::string(m_part) + " is no whole XML document: at byte " +
                          std::to_string(skipped + static_cast<std::uint64_t>(std::max<XML_Index>(at, 0))) +
                          " stands what cannot be there (" + XML_ErrorString(XML_GetErrorCode(m_parser.get())) +
                          "). Nothing was read; export the file again.");
    }

    template <class Event>
    static void handOn(void* user, Event&& event)
    {
        auto& parser = *static_cast<Parser*>(user);
        if (parser.m_error || parser.m_events.stopped()) {
            return;
        }
        try {
            event(parser);
        } catch (...) {
            parser.m_error = std::current_exception();
        }
        if (parser.m_error || parser.m_events.stopped()) {
            XML_StopParser(parser.m_parser.get(), XML_FALSE);
        }
    }

    static void onBegin(void* user, const XML_Char* name, const XML_Char** attributes)
    {
        handOn(user, [&](Parser& parser) {
            if (++parser.m_depth > largestDepth) {
                throw FormatError("The archive's member " + std::string(parser.m_part) + " has more than " +
                                  std::to_string(largestDepth) +
                                  " elements in each other; that is no workbook. Nothing was read.");
            }
            parser.m_attributes.clear();
            for (const XML_Char** at = attributes; *at != nullptr; at += 2) {
                parser.m_attributes.emplace_back(withoutPrefix(at[0]), at[1]);
            }
            parser.m_events.begin(withoutPrefix(name), parser.m_attributes);
        });
    }

    static void onEnd(void* user, const XML_Char* name)
    {
        handOn(user, [&](Parser& parser) {
            --parser.m_depth;
            parser.m_events.end(withoutPrefix(name));
        });
    }

    static void onText(void* user, const XML_Char* text, int length)
    {
        handOn(user, [&](Parser& parser) { parser.m_events.text({text, static_cast<std::size_t>(length)}); });
    }

    std::string_view m_part;
    XmlEvents& m_events;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> m_parser;
    std::vector<std::pair<std::string_view, std::string_view>> m_attributes;
    std::exception_ptr m_error;
    int m_depth = 0;
};

/// Everything from here on through expat.
void readStrictly(ReadAhead& source, std::string_view part, const std::string& head, std::uint64_t offset,
                  XmlEvents& events, Progress& progress)
{
    Parser parser(part, events);
    if (!parser.feed(head, 0)) {
        return;
    }
    const std::uint64_t skipped = offset - head.size();
    do {
        progress.throwIfCancelled();
        if (!parser.feed(source.window(), skipped)) {
            return;
        }
    } while (source.advance(source.window().size()));
    parser.feed({}, skipped, true);
}

/// The text that a reference between & and ; stands for; empty when XML does not know it.
std::string_view characterOf(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known{
        {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}}};
    for (const auto& [entity, character] : known) {
        if (entity == name) {
            return character;
        }
    }
    return {};
}

bool appendCodePoint(std::string& to, std::string_view number)
{
    const bool isHex = number.starts_with('x');
    number.remove_prefix(isHex ? 1 : 0);
    std::uint32_t code = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), code, isHex ? 16 : 10);
    const bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
    if (read.ec != std::errc() || read.ptr != number.data() + number.size() || code < 0x20 || code > 0x10FFFF ||
        isSurrogate)
    {
        return false;  // also tabs and line ends: expat knows which of them may be
    }
    const auto put = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
    return true;
}

}  // namespace

bool isUsualHead(std::string_view head)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (head.starts_with(byteOrderMark)) {
        head.remove_prefix(byteOrderMark.size());
    }
    if (head.starts_with("<?xml ")) {
        const std::size_t end = std::min(head.find("?>"), head.size());
        const std::string declaration = lowerCase(head.substr(0, end));
        const bool namesEncoding = declaration.find("encoding") != std::string::npos;
        if (namesEncoding && declaration.find("\"utf-8\"") == std::string::npos) {
            return false;
        }
        head.remove_prefix(end);
    }
    return head.find("<!") == std::string_view::npos && head.find("<?") == std::string_view::npos &&
           head.find('\0') == std::string_view::npos;
}

bool appendUnescaped(std::string& to, std::string_view xml)
{
    if (xml.find('\r') != std::string_view::npos) {
        return false;
    }
    for (std::size_t at = 0; at < xml.size();) {
        const std::size_t ampersand = std::min(xml.find('&', at), xml.size());
        to += xml.substr(at, ampersand - at);
        if (ampersand == xml.size()) {
            break;
        }
        const std::size_t semicolon = xml.find(';', ampersand);
        if (semicolon == std::string_view::npos) {
            return false;
        }
        const std::string_view name = xml.substr(ampersand + 1, semicolon - ampersand - 1);
        const std::string_view character = characterOf(name);
        to += character;
        if (character.empty() && (!name.starts_with('#') || !appendCodePoint(to, name.substr(1)))) {
            return false;
        }
        at = semicolon + 1;
    }
    return true;
}

void readPart(ReadAhead& source, std::string_view part, UsualForm& usual, XmlEvents& events, Progress& progress)
{
    std::string head;
    std::uint64_t offset = 0;  // in the part, of what is to be read next
    std::size_t used = 0;
    Scan scan = Scan::NeedsMore;
    while (scan == Scan::NeedsMore && source.window().size() - used <= ReadAhead::largestRest) {
        progress.throwIfCancelled();
        const bool more = source.advance(std::exchange(used, 0));
        if (!more) {
            break;
        }
        const std::string_view window = source.window();
        if (head.empty()) {
            scan = usual.scanHead(window, used);
            if (scan != Scan::Finished) {
                continue;
            }
            head = window.substr(0, used);
        }
        std::size_t inItems = 0;
        scan = usual.scanItems(window.substr(used), inItems);
        used += inItems;
        offset += used;
    }
    if (scan == Scan::Stopped) {
        return;
    }
    if (scan == Scan::Finished) {
        while (source.advance(source.window().size())) {
            progress.throwIfCancelled();  // the sum of the member is checked at its end
        }
        return;
    }
    source.skip(used);
    readStrictly(source, part, head, offset, events, progress);
}

}  // namespace aurora::formats::xlsx
