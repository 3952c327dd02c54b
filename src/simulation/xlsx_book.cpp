#include "simulation/xlsx_book.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <xlsxwriter.h>

#include <string>
#include <utility>

namespace aurora::simulation {

namespace {

void check(lxw_error error)
{
    if (error != LXW_NO_ERROR) {
        throw Error(lxw_strerror(error));
    }
}

}  // namespace

void BookSheet::number(std::size_t row, std::size_t column, double value)
{
    check(worksheet_write_number(m_sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), value, nullptr));
}

void BookSheet::text(std::size_t row, std::size_t column, const std::string& text)
{
    check(worksheet_write_string(m_sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), text.c_str(),
                                 nullptr));
}

void XlsxBook::Free::operator()(lxw_workbook* book) const
{
    lxw_workbook_free(book);
}

XlsxBook::XlsxBook(const std::filesystem::path& file, Memory memory, std::time_t created)
{
    lxw_workbook_options options{};
    options.constant_memory = memory == Memory::RowByRow ? LXW_TRUE : LXW_FALSE;
    options.use_zip64 = LXW_TRUE;
    m_book.reset(workbook_new_opt(pathText(file).c_str(), &options));
    if (!m_book) {
        throw Error("out of memory");
    }
    lxw_doc_properties properties{};
    properties.created = created;
    check(workbook_set_properties(m_book.get(), &properties));
}

BookSheet XlsxBook::addSheet(const char* name)
{
    lxw_worksheet* const sheet = workbook_add_worksheet(m_book.get(), name);
    if (sheet == nullptr) {
        throw Error("the sheet " + std::string(name) + " could not be added");
    }
    return BookSheet(sheet);
}

void XlsxBook::close()
{
    check(workbook_close(m_book.release()));  // frees it, whatever comes of it
}

}  // namespace aurora::simulation
