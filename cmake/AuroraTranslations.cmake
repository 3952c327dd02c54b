# Translations of the window's texts: resources/translations/aurora_<locale>.ts.
#
# `update-translations` brings them up to the texts of the sources; -DAURORA_NEW_TRANSLATION=de_CH makes a new one. Each
# is compiled and put into the program, so that every package has it. Both need Qt's Linguist tools (qt6-l10n-tools,
# qt6-tools-dev, qt6-tools-dev-tools); without them the program is built in English.
set(folder "${PROJECT_SOURCE_DIR}/resources/translations")
file(GLOB translations CONFIGURE_DEPENDS "${folder}/aurora_*.ts")
find_package(Qt6LinguistTools QUIET)
if(NOT TARGET Qt6::lupdate OR NOT TARGET Qt6::lrelease)
    if(translations)
        message(WARNING "Qt's Linguist tools are missing: the program is built without its translations.")
    endif()
    return()
endif()

set(AURORA_NEW_TRANSLATION "" CACHE STRING "Locale of a translation to begin: de_CH")
set(updated ${translations})
if(AURORA_NEW_TRANSLATION)
    list(APPEND updated "${folder}/aurora_${AURORA_NEW_TRANSLATION}.ts")
    list(REMOVE_DUPLICATES updated)
endif()
if(updated)
    add_custom_target(update-translations
                      COMMAND ${CMAKE_COMMAND} -E make_directory "${folder}"
                      COMMAND Qt6::lupdate -locations relative -I "${PROJECT_SOURCE_DIR}/src"
                              "${PROJECT_SOURCE_DIR}/src/gui" "${PROJECT_SOURCE_DIR}/ui" -ts ${updated}
                      VERBATIM)
endif()

set(compiled)
foreach(translation IN LISTS translations)
    cmake_path(GET translation STEM name)
    set(file "${CMAKE_BINARY_DIR}/translations/${name}.qm")
    add_custom_command(OUTPUT "${file}"
                       COMMAND ${CMAKE_COMMAND} -E make_directory "${CMAKE_BINARY_DIR}/translations"
                       COMMAND Qt6::lrelease "${translation}" -qm "${file}"
                       DEPENDS "${translation}" VERBATIM)
    list(APPEND compiled "${file}")
endforeach()
if(compiled)
    qt_add_resources(aurora_gui translations PREFIX /translations BASE "${CMAKE_BINARY_DIR}/translations"
                     FILES ${compiled})
endif()
