// Made of filter.grammar by scripts/build-grammar.mjs; do not edit.
import { LRParser } from '@lezer/lr';
const keywords = {
  __proto__: null,
  not: 58,
  NOT: 58,
  Not: 58,
  and: 60,
  AND: 60,
  And: 60,
  or: 62,
  OR: 62,
  Or: 62,
};
export const filterParser = LRParser.deserialize({
  version: 14,
  states:
    "%WQVQPOOOOQO'#Ca'#CaOVQPO'#C`OVQPO'#CcOVQPO'#CfOnOQO'#ChOOQO'#Cn'#CnOOQO'#Cx'#CxO|QPO'#CwOOQO'#Cw'#CwO!^QPO'#CvOOQO'#Cv'#CvQOQPOOOOQO,58z,58zO!iQPO,58}O!nQPO,59QOOQO,59S,59SO!sOQO,59SOOQO'#Co'#CoOOQO'#Cq'#CqOVQPO'#CqO#OQPO,58yOOQO'#Cp'#CpOVQPO'#CrO#`QPO,58xOOQO1G.i1G.iOOQO1G.l1G.lOOQO1G.n1G.nOOQO,59],59]OOQO-E6o-E6oOOQO,59^,59^OOQO-E6p-E6p",
  stateData:
    '#s~OiOS~OUUOWROZSO]TO`UOaUOmPO~O^aO_`O``Oa`O~OnbOgkXokXXkX~PVOofOgjXXjX~OXiO~OXjO~O_kO`kOakO~OnbOgRaoRaXRa~PVOofOgQaXQa~OZ]`a^U_~',
  goto: '#fmPPnsy!TPyPPyPyPPPPPy!_!c!g!mPPP!s!|#UVZORSXXORSgaVOQRSWdegaQOQRSWdegTdWeTgYhQeWRmeQhYRohQ[OQ^RR_SUYORSRngWWORSgQ]QScWeRld',
  nodeNames:
    '⚠ Filter Or And Not NotKeyword Word Group ( ) AnySpan AnySpanOpen Clause Field Compare Value Quoted UnclosedQuoted Text AndKeyword OrKeyword',
  maxTerm: 31,
  skippedNodes: [0],
  repeatNodeCount: 2,
  tokenData:
    "8_~RuOX#fXY$iYZ$iZ]#f]^$i^p#fpq$iqr#frs%Zsx#fxy&}yz'Sz!^#f!^!_'X!_!`)]!`!a'X!a!b#f!b!c*Y!c!d/h!d!}1g!}#R#f#R#S1g#S#T#f#T#U/h#U#o1g#o$f#f$f$g$i$g$I|#f$I|$I}$i$I}$JO$i$JO&FU#f&FU&FV$i&FV;'S#f;'S;=`$c<%l?HT#f?HT?HU$i?HUO#fR#m[UP_QOX#fZ]#f^p#fqr#fsx#fz$f#f$g$I|#f$JO&FU#f&FV;'S#f;'S;=`$c<%l?HT#f?HUO#fR$fP;=`<%l#f~$nXi~XY$iYZ$i]^$ipq$i$f$g$i$I|$I}$i$I}$JO$i&FU&FV$i?HT?HU$i~%`Va~Or%Zrs%us#O%Z#O#P%z#P;'S%Z;'S;=`&w<%lO%Z~%zO`~~&PRa~O;'S%Z;'S;=`&Y;=`O%Z~&_Wa~Or%Zrs%us#O%Z#O#P%z#P;'S%Z;'S;=`&w;=`<%l%Z<%lO%Z~&zP;=`<%l%Z~'SOW~~'XOX~R'`^^QUPOX([Z]([^p([qr([sx([z!_([!_!`)]!`$f([$g$I|([$JO&FU([&FV;'S([;'S;=`)V<%l?HT([?HUO([P(a[UPOX([Z]([^p([qr([sx([z$f([$g$I|([$JO&FU([&FV;'S([;'S;=`)V<%l?HT([?HUO([P)YP;=`<%l([R)d[^QUPOX([Z]([^p([qr([sx([z$f([$g$I|([$JO&FU([&FV;'S([;'S;=`)V<%l?HT([?HUO([R*aaUP_QOX+fZ]+f^p+fqr+frs-tsx+fz![+f![!]#f!]!^+f!^!a#f!a$f+f$g$I|+f$JO&FU+f&FV;'S+f;'S;=`-n<%l?HT+f?HUO+fR+m`UP_QOX+fZ]+f^p+fqr+fsx+fz![+f![!],o!]!^+f!^!a#f!a$f+f$g$I|+f$JO&FU+f&FV;'S+f;'S;=`-n<%l?HT+f?HUO+fR,x[]PUP_QOX#fZ]#f^p#fqr#fsx#fz$f#f$g$I|#f$JO&FU#f&FV;'S#f;'S;=`$c<%l?HT#f?HUO#fR-qP;=`<%l+fP-wVOr-trs.^s#O-t#O#P.i#P;'S-t;'S;=`/b<%lO-tP.aP![!].dP.iO]PP.lRO;'S-t;'S;=`.u;=`O-tP.xWOr-trs.^s#O-t#O#P.i#P;'S-t;'S;=`/b;=`<%l-t<%lO-tP/eP;=`<%l-tR/olUP_QOX#fZ]#f^p#fqr#fsx#fz}#f}!O1g!O!P1g!P!Q#f!Q![1g![!],o!]!c#f!c!p1g!p!q3Y!q!}1g!}#R#f#R#S1g#S#T#f#T#b1g#b#c3Y#c#o1g#o$f#f$g$I|#f$JO&FU#f&FV;'S#f;'S;=`$c<%l?HT#f?HUO#fR1nhUP_QOX#fZ]#f^p#fqr#fsx#fz}#f}!O1g!O!P1g!P!Q#f!Q![1g![!],o!]!c#f!c!}1g!}#R#f#R#S1g#S#T#f#T#o1g#o$f#f$g$I|#f$JO&FU#f&FV;'S#f;'S;=`$c<%l?HT#f?HUO#fR3alUP_QOX#fZ]#f^p#fqr#fsx#fz}#f}!O1g!O!P1g!P!Q#f!Q![1g![!],o!]!c#f!c!{1g!{!|5X!|!}1g!}#R#f#R#S1g#S#T#f#T#m1g#m#n5X#n#o1g#o$f#f$g$I|#f$JO&FU#f&FV;'S#f;'S;=`$c<%l?HT#f?HUO#fR5`jUP_QOX#fXY7QZ]#f^p#fpq7Qqr#fsx#fz}#f}!O1g!O!P1g!P!Q#f!Q![1g![!],o!]!c#f!c!}1g!}#R#f#R#S1g#S#T#f#T#o1g#o$f#f$g$I|#f$JO&FU#f&FV;'S#f;'S;=`$c<%l?HT#f?HUO#fP7TSXY7Qpq7Q!u!v7a#g#h7aP7dQ!r!s7j#d#e7jP7mQ!c!d7s#T#U7sP7vQ!p!q7|#b#c7|P8PRXY7|pq7|xy8YP8_OZP",
  tokenizers: [0, 1],
  topRules: { Filter: [0, 1] },
  specialized: [{ term: 6, get: (value: keyof typeof keywords) => keywords[value] ?? -1 }],
  tokenPrec: 119,
});
