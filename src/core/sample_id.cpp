#include "aurora/core/sample_id.h"

#include "aurora/core/error.h"
#include "aurora/core/file_name.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora {

namespace {

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

}  // namespace

std::string whyNoName(std::string_view text)
{
    static constexpr std::string_view forbidden = R"(/\:*?"'<>|)";
    if (text.empty()) {
        return "is empty";
    }
    if (!isUtf8(text)) {
        return "is not UTF-8 text";
    }
    if (std::any_of(text.begin(), text.end(), isControl)) {
        return "contains a control character";
    }
    if (const auto at = text.find_first_of(forbidden); at != std::string_view::npos) {
        return "contains the character " + std::string(1, text[at]);
    }
    if (text.find("..") != std::string_view::npos) {
        return "contains \"..\"";
    }
    if (text.front() == '-') {
        return "begins with a minus sign";
    }
    if (text.front() == ' ' || text.back() == ' ') {
        return "begins or ends with a blank";
    }
    if (text.back() == '.') {
        return "ends with a dot";
    }
    if (isWindowsDevice(text)) {
        return "is the name of a device on Windows";
    }
    return {};
}

SampleId::SampleId(std::string text) : m_text(std::move(text))
{
    if (const std::string reason = whyNoName(m_text); !reason.empty()) {
        throw Error("\"" + m_text + "\" cannot be a Sample ID: it " + reason + ".");
    }
}

std::string SampleId::run() const
{
    return runOf(m_text);
}

std::string runOf(std::string_view sampleId)
{
    const auto underscore = sampleId.rfind('_');
    if (underscore == std::string_view::npos || underscore == 0 || underscore + 1 == sampleId.size() ||
        !std::all_of(sampleId.begin() + static_cast<std::ptrdiff_t>(underscore) + 1, sampleId.end(), isDigit))
    {
        return "misc";
    }
    return std::string(sampleId.substr(0, underscore));
}

}  // namespace aurora
